package desk

import (
	"dateline/data"
	"dateline/server/access"
	"dateline/server/openapi"
)

var (
	knownQuery   = openapi.Query("known", "As it was known then: a time, or a day, which means its end in UTC", false, openapi.Text)
	profileQuery = openapi.Query("profile", "Publishing profile; which ones a reader may use is decided by his key", false, openapi.Text)
	byQuery      = openapi.Query("by", "Who does it, at the machine itself; a key signs with its own name", false, openapi.Text)
	revision     = openapi.Integer
)

// reportQueries say of a plain text or a web page what its file does not.
var reportQueries = []openapi.Object{
	openapi.Query("name", "File name, whose ending tells the format", false, openapi.Text),
	openapi.Query("title", "Title", false, openapi.Text), openapi.Query("publisher", "Publisher", false, openapi.Text),
	openapi.Query("url", "Address", false, openapi.Text), openapi.Query("published", "Day or time of publication", false, openapi.Text),
	openapi.Query("language", "Language, BCP 47", false, openapi.Text), openapi.Query("reliability", "Grade of the source", false, openapi.Enum("A", "B", "C", "D", "E", "F")),
	openapi.Query("home_region", "Where the publisher is at home", false, openapi.Text), profileQuery, byQuery,
}

// reportBodies are the kinds of reports that are read.
var reportBodies = openapi.Object{
	"text/plain": openapi.Text, "text/html": openapi.Text, "text/markdown": openapi.Text,
	"application/json": openapi.Object{"type": "object", "description": "A report as GET /reports/{id} shows it, or a list of them"},
}

// OpenAPIPaths gives the path items of the room for an OpenAPI 3.0 document.
func OpenAPIPaths() map[string]any {
	paths := openapi.Object{}
	add := func(method, path, id, summary string, key bool, parameters []openapi.Object, body, answers openapi.Object) {
		openapi.AddTo(paths, openapi.Operation{Method: method, Path: path, ID: id, Summary: summary, Tag: "desk", Key: key, Parameters: parameters, Body: body, Answers: answers})
	}
	one := func(text string, schema openapi.Object) openapi.Object {
		return openapi.Object{"200": openapi.JSON(text, schema)}
	}
	id := func(what string) openapi.Object { return openapi.Path("id", "Id of a "+what, openapi.Text) }
	publisher := openapi.Path("publisher", "Name of a publisher", openapi.Text)
	page := []openapi.Object{
		profileQuery, openapi.Query("limit", "Most answers", false, openapi.Whole(1, 1000)), openapi.Query("after", "The id that the last page ended with", false, openapi.Text),
	}
	stored := openapi.Struct(openapi.Object{"added": openapi.Integer, "revision": revision, "reports": openapi.List(openapi.Struct(openapi.Object{
		"id": openapi.Text, "title": openapi.Text, "mentions": openapi.Integer, "claims": openapi.Integer, "added": openapi.Flag, "href": openapi.Text,
		"warnings": openapi.Object{"type": "array", "nullable": true, "items": openapi.Text},
	}))})

	add("get", "/session", "session", "Who asks, and what he may do", false, []openapi.Object{profileQuery}, nil, one("The session", openapi.Struct(openapi.Object{
		"name": openapi.Text, "local": openapi.Flag, "scopes": openapi.List(openapi.Enum(scopeNames()...)), "profile": openapi.Text, "profiles": openapi.List(openapi.Text), "revision": revision,
	})))
	add("post", "/reports", "addReports", "Reports to be read and stored; one that stands there already is not stored twice", true, reportQueries, reportBodies,
		openapi.Object{"200": openapi.JSON("All of it stood there", stored), "201": openapi.JSON("Something is new", stored)})
	add("get", "/reports", "reports", "The reports, oldest first", false, append(page[:3:3], knownQuery), nil,
		one("A page of reports", openapi.Struct(openapi.Object{"reports": openapi.List(openapi.Of[data.ReportInfo]()), "next": openapi.Text})))
	add("get", "/reports/{id}", "report", "A report with its mentions and claims", false, []openapi.Object{id("report"), profileQuery, knownQuery}, nil,
		one("The report", openapi.Struct(openapi.Object{
			"report": openapi.Of[data.Report](), "standing": openapi.Of[data.Standing](), "mentions": openapi.List(openapi.Of[data.Mention]()),
			"claims": openapi.List(openapi.Of[data.ClaimState]()), "redacted": openapi.Flag, "excerpts": openapi.Object{"type": "array", "items": openapi.Any},
		})))
	add("post", "/geoparse", "geoparse", "What a report would give; nothing is stored", true, reportQueries, reportBodies, one("The reading", openapi.Of[data.Reading]()))
	add("get", "/claims/{id}", "claim", "A claim, with those that support and contradict it", false, []openapi.Object{id("claim"), profileQuery, knownQuery}, nil,
		one("The claim", openapi.Of[assessed]()))
	add("get", "/claims/{id}/history", "history", "Every decision about a claim", true, []openapi.Object{id("claim"), profileQuery}, nil,
		one("The history", openapi.Struct(openapi.Object{"claim": openapi.Text, "reviews": openapi.List(openapi.Of[data.Review]())})))
	add("post", "/claims/{id}/reviews", "review", "A decision about a claim; 409 where it has changed since it was seen", true,
		[]openapi.Object{id("claim"), profileQuery, openapi.Header("If-Match", "The version that was seen, unless the body says it", false, openapi.Text)},
		openapi.Object{"application/json": openapi.Of[decision]()},
		one("The claim as it is now", openapi.Struct(openapi.Object{"claim": openapi.Of[data.ClaimState](), "history": openapi.List(openapi.Of[data.Review]()), "revision": revision})))
	add("get", "/review/queue", "queue", "Claims that wait for a decision", true, append(page[:3:3],
		openapi.Query("kind", "Kinds of claims, with commas between", false, openapi.Text), openapi.Query("state", "States, with commas between; pending without", false, openapi.Text),
		openapi.Query("report", "Of this report", false, openapi.Text), openapi.Query("place", "About this place", false, openapi.Text), openapi.Query("actor", "Of this actor", false, openapi.Text)), nil,
		one("A page of claims", openapi.Struct(openapi.Object{"claims": openapi.List(openapi.Of[item]()), "next": openapi.Text, "revision": revision})))
	add("get", "/sources", "sources", "The publishers that were graded", true, []openapi.Object{profileQuery}, nil,
		one("The grades", openapi.Struct(openapi.Object{"sources": openapi.List(openapi.Of[data.Source]()), "default": openapi.Text})))
	add("get", "/sources/{publisher}", "source", "The grade of a publisher", true, []openapi.Object{publisher, profileQuery, knownQuery}, nil, one("The grade", openapi.Of[data.Source]()))
	add("put", "/sources/{publisher}", "putSource", "A new grade for a publisher", true, []openapi.Object{publisher, profileQuery, byQuery},
		openapi.Object{"application/json": openapi.With(openapi.Struct(openapi.Object{"grade": openapi.Enum("A", "B", "C", "D", "E", "F")}), openapi.Object{"why": openapi.Text})},
		one("The grade", openapi.Struct(openapi.Object{"source": openapi.Of[data.Source](), "revision": revision})))
	add("get", "/settings", "settings", "The settings", true, []openapi.Object{profileQuery}, nil,
		one("The settings by name", openapi.Struct(openapi.Object{"settings": openapi.Object{"type": "object", "additionalProperties": openapi.Any}})))
	add("put", "/settings/{name}", "putSetting", "A new value of a setting", true, []openapi.Object{openapi.Path("name", "Name of a setting", openapi.Text), profileQuery, byQuery},
		openapi.Object{"application/json": openapi.Any}, one("The setting", openapi.Struct(openapi.Object{"name": openapi.Text, "value": openapi.Any, "revision": revision})))
	add("get", "/events", "events", "What changes, as server-sent events; the id of an event is its entry's number in the ledger", false,
		[]openapi.Object{profileQuery, openapi.Query("since", "Begin behind this entry", false, openapi.Whole(0, 1<<53)), openapi.Header("Last-Event-ID", "The same, as browsers send it", false, openapi.Text)}, nil,
		openapi.Object{"200": openapi.Answer("A stream without an end", "text/event-stream", openapi.Text)})
	add("get", "/changes.atom", "feed", "What changed for this reader, as an Atom feed", false, []openapi.Object{profileQuery}, nil, openapi.Object{
		"200": openapi.Answer("The feed", "application/atom+xml", openapi.Text), "304": openapi.Object{"description": "Not modified"},
	})
	add("get", "/ledger", "ledger", "Entries of the ledger: who did what, when", true,
		[]openapi.Object{profileQuery, openapi.Query("limit", "Most entries", false, openapi.Whole(1, 1000)), openapi.Query("since", "Begin behind this entry", false, openapi.Whole(0, 1<<53))}, nil,
		one("Entries", openapi.Struct(openapi.Object{"revision": revision, "entries": openapi.List(openapi.With(openapi.Struct(openapi.Members("seq:int at:moment author type hash")), openapi.Object{"body": openapi.Any}))})))
	add("get", "/backup", "backup", "A copy of the whole store, consistent while others write", true, []openapi.Object{profileQuery}, nil,
		openapi.Object{"200": openapi.Answer("The store", "application/octet-stream", openapi.Object{"type": "string", "format": "binary"})})
	return paths
}

func scopeNames() []string {
	out := make([]string, len(access.Scopes))
	for i, s := range access.Scopes {
		out[i] = string(s)
	}
	return out
}
