package ogc

import "strings"

// usual are the properties that features of each collection have in some situation, name:type, so that a filter, a sorting or
// a choice of properties is understood in a situation that happens to be empty. ones without a type are text.
var usual = map[string]string{
	"": `id kind label confidence:number valid_from:date-time valid_to:date-time known_at:date-time claims:array claims_count:integer
		claims_whole:boolean pending:integer evidence:array`,
	"reports": `title publisher published:date-time language url group reliability claim_count:integer mention_count:integer`,
	"places":  `name name_ar name_ckb name_fr names:array country pcode place_kind mentions:integer reports:array`,
	"claims": claimFields + ` actor_name against_sources:integer changed_at:date-time check:object claim_kind contradicts:array contradicts_why:array
		credibility:integer event_type object object_id places:array precision reader reliability rule sensitivity sources:integer
		supports:array version:integer group status population`,
	"control": `against:array age_days:integer area:boolean besieged:boolean besieged_since besieger besieger_id class color country holder holder_id
		holders:array isw2014 isw2022 last_seen name name_ar name_ckb party party_id pcode place place_kind reasons:array relation
		siege_ring_km:number since:date-time sources:integer status uncertainty_km:number`,
	"zones": `area_km2:number basis class color holder holder_id holders:array inferred:boolean isw2014 isw2022 joint:boolean last_seen method
		oldest places:array radius_km:number version`,
	"frontlines": lineFields,
	"frontbands": lineFields + ` area_km2:number line`,
	"flows":      flowFields,
	"forces":     flowFields,
	"displaced":  claimFields + ` age_days:integer conflict:boolean name name_ar pcode place place_kind country group status population other_figures:array`,
	"events":     claimFields + ` age_days:integer event_type name name_ar object object_id pcode place`,
	"changes":    `change from to from_holder from_holder_id to_holder to_holder_id area_km2:number places:array radius_km:number method version`,
}

const (
	claimFields = ` actor actor_id attribution via hedge modality review factor:number factor_source persons:object value:object unquantified:boolean
		width_class:integer`
	lineFields = `age_days:integer basis between:array between_claims:array length_km:number method modality side_a side_a_id side_b side_b_id
		uncertainty_km:number version`
	flowFields = claimFields + ` age_days:integer conflict:boolean movement role shape status population group length_km:number other_figures:array
		origin origin_id origin_known:boolean origin_pcode origin_ar origin_ckb
		destination destination_id destination_known:boolean destination_pcode destination_ar destination_ckb`
)

// usualFields gives the usual properties of a collection with the type of their values.
func usualFields(collection string) map[string]string {
	fields := map[string]string{}
	for _, f := range append(strings.Fields(usual[""]), strings.Fields(usual[collection])...) {
		name, kind, ok := strings.Cut(f, ":")
		if !ok {
			kind = "string"
		}
		fields[name] = kind
	}
	return fields
}
