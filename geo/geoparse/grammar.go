package geoparse

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// grammar is what the recogniser knows of a language: a few affixes and words, no more.
type grammar struct {
	caseless bool
	// prefixes are glued before a name; those in placePrefixes speak for a place.
	prefixes      []string
	placePrefixes map[string]bool
	// apostrophe says that what follows an apostrophe is an ending (Turkish).
	apostrophe bool
	// endings are pairs of an inflected ending and what the dictionary form has in its place, tried in order.
	endings [][2]string
	cues    map[string]bool
	titles  map[string]bool
	stop    map[string]bool
	// articles are those that towns never have; settlements are words for kinds of settlement, offices words before a town without a
	// preposition, after words behind it that speak for a place, bodies what a town's name may stand before.
	articles, settlements, offices, after, bodies map[string]bool
	// areas are words in lower case that end the names of areas ("Курская область"); and are the words that join lists; streets and
	// streetAfter the words for streets before and behind a name.
	areas, and, streets, streetAfter map[string]bool
	// nisba says that adjectives of peoples are made as in Arabic.
	nisba bool
}

var noGrammar = &grammar{}

func grammarOf(language string) *grammar {
	if g, ok := grammars[language]; ok {
		return g
	}
	return noGrammar
}

var grammars = map[string]*grammar{
	"ar":  arabicGrammar(),
	"fa":  {caseless: true, cues: wordSet(`در از به شهر استان روستای بخش شهرستان تا سوی نزدیک`)},
	"ckb": {caseless: true, cues: wordSet(`لە بۆ شاری پارێزگای قەزای ناحیەی گوندی نزیک`)},
	"ur":  {caseless: true, cues: wordSet(`شہر ضلع صوبہ`)},
	"he":  {caseless: true, prefixes: []string{"ב", "ל", "מ", "ה", "ו"}, placePrefixes: wordSet(`ב ל מ`), cues: wordSet(`העיר בעיר`)},
	"uk": {
		endings: cyrillicEndings(regionEndings() + ` :и ях:і ів:і єві:їв єва:їв єву:їв євом:їв еві:ів ові:ів ева:ів ова:ів овом:ів евом:ів ою:а ею:я ам: ах:и ів:и ії:ія ією:ія ию:ія у:а ю:я и:а і:а і: у: а: ом: ем: ові: еві: і:ь я:ь ю:ь ем:ь
ої:а ій:а ький:ьк ового:ів овому:ів овим:ів євого:їв євому:їв ого:е ому:е им:е ого:ий ому:ий им:ий ська:ськ ку:ок ка:ок ці:ка зі:га сі:ха нії:нія`),
		cues: wordSet(`в у на з із зі до від біля під поблизу через місті місто міста селі село села селища області область районі район м. с. смт поза над між
місті-герої столиці столиця за`),
		settlements: wordSet(`селі село села селищі селище селища місті місто міста хуторі`),
		offices:     wordSet(`мер мера губернатор глава голова жителі жителів мешканці мешканців порт порту вокзал аеропорт аеропорту столиця околиці`),
		areas:       wordSet(`область області областю район району районі громада громади край краї краю`), and: wordSet(`і й та або`),
		streets: wordSet(`вулиця вулиці вулицю вул. проспект проспекті просп. площа площі провулок шосе бульвар`),
		titles:  wordSet(`президент міністр генерал полковник пан пані лейтенант капітан майор`),
		stop: wordSet(`він вона вони це ми ви але за на до та і й як що про під час після у в з сили сил війська бої боїв удари удару атаки втрати армія бригада загони
штаб наступ оборона росіяни росіян`),
	},
	"ru": {
		endings: cyrillicEndings(`:ы ии:ия ией:ия ию:ия ой:а ей:я ою:а у:а ю:я ы:а и:а е:а и:ь е: у: а: ом: ем: я:ь ю:ь ем:ь ью:ь ой:ая ую:ая ого:ий ому:ий им:ий
ами:ы ах:ы ам:ы ов:ы ке:ка ка:ок ке:ок ку:ок ком:ок ца:ец це:ец цу:ец цом:ец я:й ю:й ем:й е:й`),
		cues: wordSet(`в во на из с со до от около под близ через к городе город города селе село села посёлке поселке области область районе район г. с. над между
столице столица за у`),
		settlements: wordSet(`селе село села деревне деревня деревни посёлке поселке поселок посёлок городе город города хуторе`),
		offices:     wordSet(`мэр мэра губернатор глава главы жители жителей порт порта вокзал аэропорт аэропорта столица окраине`),
		areas:       wordSet(`область области областью район района районе край крае края республика республики республике`), and: wordSet(`и или`),
		streets: wordSet(`улица улице улицы улицу ул. проспект проспекте просп. площадь площади переулок шоссе бульвар`),
		titles:  wordSet(`президент министр генерал полковник господин госпожа лейтенант капитан майор`),
		stop: wordSet(`он она они это мы вы но за на до и как что по под после в с из о силы сил войска бои боев боёв удары удара атаки потери армия бригада отряды
штаб наступление оборона россияне россиян`),
	},
	"bg": {cues: wordSet(`в във на от до край при към град село община област`)},
	"fr": {
		prefixes: []string{"l'", "l’", "d'", "d’", "L'", "L’", "D'", "D’", "qu'", "qu’"}, placePrefixes: wordSet(`d' d’`),
		cues:     wordSet(`à a en au aux de du des d dans vers depuis près ville village province région chez sur entre jusqu'à pour hors`),
		articles: wordSet(`le la les`), settlements: wordSet(`ville village commune localité hameau bourg`), and: wordSet(`et ou`),
		streets: wordSet(`rue avenue boulevard bd impasse allée chaussée faubourg`),
		titles:  wordSet(`m. mme mlle mgr général colonel président ministre monsieur madame docteur dr capitaine`),
		stop: wordSet(`le la les de des du un une il elle ils elles mais nous vous ce cette ces dans pour selon après en et ou son sa ses leur
plusieurs deux trois on au aux lors si par sur sous entre avant depuis`),
	},
	"es": {
		cues:     wordSet(`en a de del desde hasta hacia cerca ciudad provincia pueblo región entre por para sobre`),
		articles: wordSet(`el la los las al del`), settlements: wordSet(`ciudad pueblo aldea municipio localidad caserío vereda`), and: wordSet(`y e o`),
		streets: wordSet(`calle avenida av. paseo bulevar callejón plaza`),
		titles:  wordSet(`sr. sra. general coronel presidente ministro señor señora doctor dr. capitán`),
		stop: wordSet(`el la los las de del un una en y que por con para se es su al lo como más pero sus este esta según tras él ella ellos
nosotros no sí también desde hasta cuando si`),
	},
	"tr": {
		apostrophe: true,
		cues:       wordSet(`kenti kentinde ilinde ilçesinde köyünde şehri`),
		after: wordSet(`kenti kentinde kentinin ilinde ili iline ilçesi ilçesinde ilçesine ilçesindeki köyü köyünde köyüne çevresindeki çevresinde yakınlarında
yakınlarındaki yakınında şehri şehrinde vilayeti eyaletinde merkezli merkezi sınırında`),
		bodies: wordSet(`valiliği valisi belediyesi büyükşehir emniyet emniyeti cumhuriyet havalimanı adliyesi barosu belediye üniversitesi`),
		and:    wordSet(`ve ile veya`), streetAfter: wordSet(`caddesi caddesinde caddesine sokağı sokağında bulvarı bulvarında meydanı`),
		titles: wordSet(`general albay bay bayan başkan bakan doktor dr. cumhurbaşkanı`),
		stop: wordSet(`bir ve bu da de için ile olarak çok daha gibi o ama ancak her ne biz siz onlar şu sonra önce dün bugün batı doğu kuzey güney
pazar salı cuma mart ağustos`),
	},
	"de": {
		cues: wordSet(`in aus nach bei von stadt dorf provinz nahe um bis über vor zwischen und`), titles: wordSet(`herr frau general oberst präsident minister`),
		stop: wordSet(`der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach
wir ihr mann frau land stadt welt zeit tag jahr leben haus wald berg hof feld see bach`),
	},
	"it": {cues: wordSet(`a in da di nel nella città provincia verso presso tra fra e`), stop: wordSet(`il la i gli le lo un una e ma di che non per con`)},
	"pt": {cues: wordSet(`em no na de do da para cidade província entre até e`), stop: wordSet(`o a os as um uma e mas de que não por com para se`)},
	"nl": {cues: wordSet(`in uit naar bij van stad dorp provincie tot en`), stop: wordSet(`de het een en maar van dat die in`)},
}

// settlement says whether a word is one for a kind of settlement, an affix before it or not: "ومدينة".
func (g *grammar) settlement(w string) bool {
	if g.settlements[w] {
		return true
	}
	for _, p := range g.prefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && g.settlements[rest] {
			return true
		}
	}
	return false
}

func arabicGrammar() *grammar {
	return &grammar{
		caseless: true, nisba: true,
		settlements: wordSet(`مدينة بلدة قرية قضاء ناحية مخيم`), streets: wordSet(`شارع جادة`),
		prefixes: []string{"و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"}, placePrefixes: wordSet(`ب ل وب ول فب فل`),
		cues: wordSet(`في وفي من ومن إلى الى وإلى على قرب مدينة ومدينة بمدينة محافظة بمحافظة بلدة ببلدة قرية بقرية قضاء ناحية حي منطقة شمال جنوب شرق غرب شمالي
جنوبي شرقي غربي وسط نحو بين ضواحي ريف بريف عاصمة العاصمة ولاية إقليم نهر جبل مطار باتجاه حول داخل خارج عن`),
		stop: wordSet(`التي الذي الذين هذا هذه ذلك تلك كان كانت قال قالت بعد قبل عند مع كل بعض غير حيث لكن أن إن ما لا لم لن قد هو هي هم نحن
اليوم امس أمس الان الآن عام سنة شهر يوم الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد رئيس وزير قوات الجيش المدينة البلاد العاصمة المنطقة على عن في من`),
		titles: wordSet(`السيد السيدة الشيخ الدكتور اللواء العميد العقيد`),
	}
}

// regionEndings are the Ukrainian names of the regions around towns, in all cases: "Чернігівщина", "Одещині", "Донеччину".
func regionEndings() string {
	var b strings.Builder
	for _, end := range []string{"а", "і", "и", "у", "ою"} {
		for _, town := range []string{"", "а", "и", "са", "си"} {
			b.WriteString(" щин" + end + ":" + town)
		}
		for _, town := range []string{"цьк", "ця"} {
			b.WriteString(" ччин" + end + ":" + town)
		}
	}
	return b.String()
}

// cyrillicEndings reads pairs "ending:replacement", longest ending first.
func cyrillicEndings(list string) [][2]string {
	var out [][2]string
	for _, p := range strings.Fields(list) {
		from, to, _ := strings.Cut(p, ":")
		out = append(out, [2]string{from, to})
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i][0]) > len(out[j][0]) })
	return out
}

// cut is how many bytes an affix takes at the front and at the end of a word.
type cut struct{ lead, trail int }

// split gives the ways to part affixes from the word; the first is none.
func (g *grammar) split(w string) []cut {
	out := []cut{{}}
	if g.apostrophe {
		if i := strings.IndexAny(w, "'’"); i > 0 {
			out = append(out, cut{0, len(w) - i})
		}
	}
	for _, p := range g.prefixes {
		rest, ok := strings.CutPrefix(w, p)
		if ok && utf8.RuneCountInString(rest) >= 3 {
			out = append(out, cut{len(p), 0})
			if g.caseless && strings.HasSuffix(p, "ل") && strings.HasPrefix(rest, "ل") { // للموصل: ل + الموصل
				out = append(out, cut{len(p) - len("ل"), 0})
			}
		}
	}
	return out
}

// leadCue says whether the prefix that was parted speaks for a place.
func (g *grammar) leadCue(lead string) bool { return lead != "" && g.placePrefixes[lead] }

// forms gives the dictionary forms that the stem may be an inflection of, itself first.
func (g *grammar) forms(stem string) []string {
	out := []string{stem}
	if g.caseless && strings.HasPrefix(stem, "لل") {
		out = append(out, "ا"+stem[len("ل"):], "ال"+stem[len("لل"):])
	}
	for _, e := range g.endings {
		if base, ok := strings.CutSuffix(stem, e[0]); ok && utf8.RuneCountInString(base) >= 2 {
			out = append(out, base+e[1])
		}
	}
	return out
}
