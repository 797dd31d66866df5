package server

import (
	"maps"

	"dateline/server/analysis"
	"dateline/server/desk"
	"dateline/server/location"
	"dateline/server/openapi"
)

// described are the paths of every room but ogc's, for its definition of the whole API.
func described() openapi.Object {
	paths := openapi.Object{}
	for _, room := range []openapi.Object{location.OpenAPIPaths(), analysis.OpenAPIPaths(), desk.OpenAPIPaths(), runningPaths()} {
		maps.Copy(paths, room)
	}
	return paths
}

// runningPaths are what those ask for who run the server.
func runningPaths() openapi.Object {
	paths := openapi.Object{}
	add := func(path, id, summary string, answer openapi.Object) {
		openapi.AddTo(paths, openapi.Operation{Method: "get", Path: path, ID: id, Summary: summary, Tag: "running", AnyParameter: true, Answers: openapi.Object{"200": answer}})
	}
	add("/healthz", "healthz", "Whether the server lives", openapi.JSON("It does", openapi.Struct(openapi.Object{"status": openapi.Enum("ok"), "version": openapi.Text, "map": openapi.Flag})))
	add("/readyz", "readyz", "Whether the store can be read", openapi.JSON("It can", openapi.Struct(openapi.Object{
		"status": openapi.Enum("ready"), "revision": openapi.Integer, "reports": openapi.Integer, "claims": openapi.Integer,
	})))
	add("/metrics", "metrics", "Figures for Prometheus", openapi.Answer("In its text format", "text/plain", openapi.Text))
	return paths
}
