package geoparse

func (r *reading) recogniseForeign() {}
