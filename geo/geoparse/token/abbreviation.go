package token

import "strings"

// titles are abbreviations after which a sentence never ends: a name or a number follows.
var titles = set(`adm amb asst atty brig capt cmdr cmdt col com cpl cpt dep det dr drs fr gen gov hon insp lt lieut maj messrs mlle mme
mr mrs ms mt msgr ofc pfc pres prof pvt rep reps rev sec sen sens sgt spc sr supt st ste ft no nos vs approx ca cf fig figs eg ie vol pp art
rear gral dra sra srta mgr bgen ltc sra pte км ул просп пл обл тов гг им ген полк акад проф доц вул буд кв env ee د أ м р с г д о т prof sn`)

// shortened are abbreviations that may also end a sentence. Weekdays and months stand among them as the press writes them.
var shortened = set(`ala ariz ark calif colo conn del fla ill ind kan kans ky la md mich minn miss mo mont neb nev okla ore penn pa tenn tex
va vt wash wis wyo alta ont que sask man nfld jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co
ltd bros assn dept univ jr etc al est ave blvd rd hwy rte mi ft gal lb lbs oz hrs min sq km
pers uu h тыс млн млрд руб грн чел млр дол ст рр вв etcétera cía av núm nº cad sok mah`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// abbreviated says whether the word takes the period after it.
func abbreviated(w string) bool {
	if len(w) > 12 {
		return false
	}
	l := strings.ToLower(w)
	if !titles[l] && !shortened[l] {
		return false
	}
	return !plain[l] || w != l && !allUpper(w)
}

// plain are the abbreviations whose lower-case or upper-case form is an ordinary word or number word.
var plain = set(`ala ark col com del dep fig fr gen ill ind la man mar miss mon no nos ore pa pres rear rep sat sec sun wash wed min mi
art fri mo md est al co ms dr oz gal lb va vt mt ft st ky pp ca`)

func allUpper(w string) bool { return strings.ToUpper(w) == w && len(w) > 2 }
