package analysis

import (
	"dateline/data/situation"
	"dateline/server/openapi"
)

// OpenAPIPaths gives the path items of the room for an OpenAPI 3.0 document whose components hold the parameters of the
// situation (datetime, known, cap, inferred, without, profile) and the featureCollection, as that of the room ogc does.
func OpenAPIPaths() map[string]any {
	paths := openapi.Object{}
	add := func(path, id, summary string, answer openapi.Object, own ...openapi.Object) {
		for _, name := range common {
			own = append(own, openapi.Ref("parameters", name))
		}
		openapi.AddTo(paths, openapi.Operation{Method: "get", Path: path, ID: id, Summary: summary, Tag: "analysis", Parameters: own, Answers: openapi.Object{"200": answer}})
	}
	add("/diff", "diff", "Land that changed hands between two instants",
		openapi.Answer("The land, as GeoJSON", "application/geo+json", openapi.Struct(openapi.Object{"type": openapi.Enum("FeatureCollection"), "features": openapi.List(openapi.Ref("schemas", "feature"))})),
		openapi.Query("from", "The earlier instant or day", true, openapi.Text), openapi.Query("to", "The later instant or day", true, openapi.Text))
	add("/areas", "areas", "Areas by holder, and how they depend on the cap and on the claims left out",
		openapi.JSON("The areas", openapi.Struct(openapi.Object{"method": openapi.Text, "version": openapi.Any, "inferred": openapi.Flag, "without": openapi.List(openapi.Text), "valid": openapi.Any, "known": openapi.Any, "sensitivity": openapi.Of[situation.Sensitivity]()})),
		openapi.Query("caps", "Distance caps to compare, in kilometres, with commas between", false, openapi.Text))
	add("/series", "series", "Areas by holder day by day over the interval in datetime",
		openapi.JSON("The areas at each moment", openapi.Struct(openapi.Object{"series": openapi.List(openapi.Of[situation.Moment]())})),
		openapi.Query("days", "Step in days", false, openapi.Whole(1, 366)))
	add("/rollup", "rollup", "The situation by administrative area",
		openapi.JSON("The areas", openapi.Struct(openapi.Object{"level": openapi.Integer, "areas": openapi.Object{"type": "array", "nullable": true, "items": openapi.Of[situation.Rollup]()}})),
		openapi.Query("level", "Administrative level, 1 being the first below the country", false, openapi.Whole(1, 4)))
	add("/basis", "basis", "Every claim that a feature rests on, the oldest first; features themselves name the newest only",
		openapi.JSON("The ids of the claims", openapi.Struct(openapi.Members("collection id count:int claims:texts"))),
		openapi.Query("collection", "Collection of the feature", true, openapi.Text), openapi.Query("id", "Id of the feature", true, openapi.Text))
	return paths
}
