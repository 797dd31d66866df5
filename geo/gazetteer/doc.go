// Package gazetteer turns names into places and back, offline.
package gazetteer
