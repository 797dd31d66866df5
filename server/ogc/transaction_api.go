package ogc

import (
	"github.com/gin-gonic/gin"

	"dateline/data/situation"
)

// transactionClasses are the conformance classes of part 4.
var transactionClasses = []string{
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete",
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update",
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/features",
	"http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/optimistic-locking-etags",
}

func (s *service) writeClasses() []string {
	if s.Edit == nil {
		return nil
	}
	return transactionClasses
}

// writeOperations adds the writing of claims to the definition of the paths.
func (s *service) writeOperations(paths gin.H) {
	if s.Edit == nil {
		return
	}
	header := func(name, description string, required bool) gin.H {
		return gin.H{"name": name, "in": "header", "required": required, "description": description, "schema": gin.H{"type": "string"}}
	}
	ifMatch := header("If-Match", "The ETag of the claim that was seen; 428 without, 412 where the claim has changed since", true)
	prefer := header("Prefer", "return=minimal or return=representation", false)
	reason := gin.H{"name": "reason", "in": "query", "required": false, "description": "Why, for the history", "schema": gin.H{"type": "string"}}
	feature := gin.H{"schema": ref("schemas", "claimFeature")}
	write := func(id, summary string, parameters []gin.H, bodies gin.H, responses gin.H) gin.H {
		responses["default"] = ref("responses", "problem")
		op := gin.H{
			"operationId": id, "summary": summary, "parameters": append([]gin.H{ref("parameters", "collectionId")}, append(parameters, reason, ref("parameters", "profile"), ref("parameters", "f"))...),
			"responses": responses, "security": []gin.H{{"key": []string{}}},
		}
		if bodies != nil {
			op["requestBody"] = gin.H{"required": true, "content": bodies}
		}
		return op
	}
	shown := gin.H{geoJSONType: gin.H{"schema": ref("schemas", "feature")}}
	id := ref("parameters", "featureId")
	items, _ := paths["/collections/{collectionId}/items"].(gin.H)
	item, _ := paths["/collections/{collectionId}/items/{featureId}"].(gin.H)
	items["post"] = write("createClaim", "A claim that a person read out of a stored report; of the collection claims only", []gin.H{prefer},
		gin.H{geoJSONType: feature}, gin.H{"201": gin.H{"description": "Created", "headers": gin.H{"Location": gin.H{"schema": gin.H{"type": "string"}}}, "content": shown}})
	changed := func() gin.H {
		return gin.H{"200": gin.H{"description": "Corrected", "content": shown}, "204": gin.H{"description": "Corrected, nothing sent back"}}
	}
	item["put"] = write("replaceClaim", "A correction of every property of a claim", []gin.H{id, ifMatch, prefer}, gin.H{geoJSONType: feature}, changed())
	item["patch"] = write("updateClaim", "A correction of the properties that the merge patch names", []gin.H{id, ifMatch, prefer},
		gin.H{mergePatchType: gin.H{"schema": ref("schemas", "object")}}, changed())
	item["delete"] = write("deleteClaim", "The retraction of a claim", []gin.H{id, ifMatch}, nil, gin.H{"204": gin.H{"description": "Retracted"}})
}

// claimSchema is a feature as a writer sends it.
func claimSchema() gin.H {
	properties := gin.H{}
	for _, name := range situation.Writable {
		properties[name] = gin.H{}
	}
	quotation := gin.H{"type": "object", "required": []string{"exact"}, "properties": gin.H{
		"report": gin.H{"type": "string"}, "exact": gin.H{"type": "string"}, "start": gin.H{"type": "integer"}, "end": gin.H{"type": "integer"},
	}}
	properties["evidence"] = gin.H{"type": "array", "minItems": 1, "items": quotation}
	properties["places"] = gin.H{"type": "array", "items": gin.H{"type": "object"}}
	return gin.H{"type": "object", "required": []string{"type", "properties"}, "properties": gin.H{
		"type":       gin.H{"type": "string", "enum": []string{"Feature"}},
		"geometry":   gin.H{"type": "object", "nullable": true},
		"properties": gin.H{"type": "object", "required": []string{"claim_kind", "evidence"}, "properties": properties},
	}}
}
