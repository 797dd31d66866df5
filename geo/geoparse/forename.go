package geoparse

import (
	"strings"
	"unicode/utf8"

	"dateline/geo/geoparse/tagger"
)

// forenames are common given names by language, typed by hand: a capitalised word behind one is a person's surname, whatever
// town bears it ("Carmen Sevilla", "Владимир Ростовский"). Cyrillic ones are stems, without the ending that case changes.
var forenamesOf = map[string]map[string]bool{
	"fr": wordSet(`jean jean-yves jean-luc jean-marie jean-pierre jean-paul jean-claude jean-michel pierre paul michel philippe alain laurent marine marie emmanuel françois
nicolas jacques luc louis claude georges charles henri bernard gérard christophe sébastien thomas julien olivier antoine mathieu guillaume éric patrick
stéphane denis bruno vincent florence anne sophie claire isabelle nathalie catherine sylvie valérie chloé camille hélène élisabeth brigitte martine
monique jeanne marc yves gilles roger robert daniel david franck frédéric hervé jérôme joseph martin maurice max pascal raymond rené rémi simon xavier
victor victoria abdou amadou mamadou moussa ibrahim oumar salif félix idriss mahamat ousmane hakim karim rachid fatima aminata dominique charlotte
élise justin gabriel raphaël lucas hugo adam ali ahmed mohamed mohammed`),
	"es": wordSet(`carmen santiago victoria sofía florencia juan josé luis carlos pedro pablo miguel ángel francisco javier manuel antonio rafael fernando diego daniel
david alejandro jorge sergio andrés álvaro alberto roberto ricardo eduardo enrique gustavo héctor hugo iván jesús joaquín julio mario martín nicolás
óscar ramón raúl salvador tomás vicente víctor maría ana isabel laura lucía marta pilar rosa teresa elena cristina patricia guadalupe claudia gabriela
daniela andrea valentina camila paula natalia mercedes dolores concepción soledad consuelo esperanza asunción rosario belén milagros gloria beatriz
alicia irene julia silvia verónica susana inés juana margarita evo nayib lenín gabriel delcy nicolas maurício rodrigo felipe gonzalo ignacio jaime
leonardo marcos mateo sebastián simón emilio ernesto esteban agustín alfonso alfredo arturo césar domingo guillermo`),
	"it": wordSet(`marco luca matteo giuseppe giovanni antonio mario luigi roberto paolo andrea francesco alessandro stefano giorgio maria anna giulia sara laura chiara
francesca paola elena silvia carlo sergio enrico silvio romano massimo pietro`),
	"pt": wordSet(`joão josé antónio antônio luís luiz carlos paulo pedro manuel francisco marcos lucas gabriel rafael maria ana fernanda juliana marina dilma jair
fernando eduardo ricardo rui miguel tiago nuno vítor`),
	"de": wordSet(`angela olaf hans peter wolfgang klaus jürgen stefan thomas michael andreas martin frank markus christian anna maria sabine petra susanne
annalena robert christine ursula joachim karl friedrich heinrich otto walter paul`),
	"tr": wordSet(`ahmet mehmet mustafa ali hasan hüseyin ibrahim ismail osman yusuf murat kemal süleyman recep tayyip ömer halil ramazan abdullah mahmut salih emre burak
cem ersin fatih hakan ilham ilker kadir kaan levent metin nuri okan onur orhan serkan sinan tarık tolga turgut uğur ümit volkan yasin yavuz zeki ayşe
fatma emine hatice zeynep elif meryem sultan hülya sevgi özlem esra merve büşra aylin devlet selahattin ekrem mansur hulusi mevlüt`),
	"ru": wordSet(`владимир александр алексе андре антон артём артем борис вадим васили виктор витали вячеслав геннади георги григори денис дмитри евгени иван игор иль
кирилл константин леонид максим михаил никит никола олег павел павл пётр петр роман руслан рамзан серге станислав степан тимур фёдор юри ярослав анн
анастаси вер валентин виктори галин дарь екатерин елен ирин ксени ларис любов людмил марин мари надежд наталь натали нин ольг оксан полин светлан софь
татьян юли касым-жомарт алишер ильхам никол`),
	"uk": wordSet(`володимир олександр олексі андрі антон артем богдан борис вадим валері васил віктор віталі геннаді григорі данил денис дмитр євген іван ігор ілл
кирил костянтин леонід максим михайл микол олег павл петр роман руслан святослав сергі станіслав степан тарас юрі ярослав анн анастасі валентин вір
вікторі галин дарин катерин олен ірин ксені ларис любов людмил марин марі наді наталі нін ольг оксан світлан софі тетян юлі`),
	"ar": wordSet(`محمد أحمد احمد محمود علي حسن حسين عبدالله عبد مصطفى إبراهيم ابراهيم يوسف خالد عمر عثمان طارق سعيد صالح سالم ناصر فيصل سلمان خليل جمال كمال جلال ماجد
وليد زياد بلال حمزة ياسر سمير كريم رامي أسامة اسامة فؤاد نبيل هشام عماد بشار حيدر نوري مقتدى قاسم جاسم عباس كاظم هادي فاطمة عائشة زينب مريم خديجة
سارة ليلى هدى سميرة أبو ابو بنيامين جو دونالد فلاديمير رجب إيمانويل أنطونيو`),
}

// forename says whether token i is a given name of the text's language.
func (r *reading) forename(i int) bool {
	names := forenamesOf[r.language]
	if names == nil || i < 0 || i >= len(r.tokens) {
		return false
	}
	low := strings.ToLower(r.tokens[i].Text)
	if names[low] {
		return true
	}
	if r.language != "ru" && r.language != "uk" {
		return false
	}
	stem := low
	for range 2 { // "Сергея", "Иваном"
		_, n := utf8.DecodeLastRuneInString(stem)
		if stem = stem[:len(stem)-n]; len(stem) < 6 {
			return false
		}
		if names[stem] {
			return true
		}
	}
	return false
}

// particles are lower-case words inside the names of persons.
var particles = wordSet(`de del de la von van bin ibn al el da dos di du y e`)

// person gives the end of a person's name that starts at token i: a given name with what follows, or the capitals behind a
// title. 0 where there is none.
func (r *reading) person(i int, g *grammar) int {
	titled := g.titles[strings.ToLower(r.before(i, 1))]
	if !titled && !r.forename(i) {
		return 0
	}
	if g.caseless {
		return r.arabicPerson(i, g, titled)
	}
	if !isUpper(r.tokens[i].Text) {
		return 0
	}
	if n := (name{first: i, last: i + 1}); titled && !r.forename(i) && r.foreignMatch(&n, g) && knownness(n.matches[0]) >= 3 { // "Президент Росії"
		return 0
	}
	end := r.nameRun(i)
	if end == i+1 && !titled {
		return 0
	}
	return end
}

// nameRun gives the end of a run of capitalised words that starts at token i, with the particles of names between them.
func (r *reading) nameRun(i int) int {
	j := i + 1
	for j < i+maxPerson {
		w := r.word(j, i)
		switch {
		case isUpper(w):
			if r.caseOfPlace(j) {
				return j
			}
			j++
		case (w == "-" || particles[w]) && isUpper(r.word(j+1, i)):
			j += 2
		case particles[w] && particles[r.word(j+1, i)] && isUpper(r.word(j+2, i)):
			j += 3
		default:
			return j
		}
	}
	return j
}

// maxPerson is how many words a person's name may have.
const maxPerson = 5

// arabicPerson takes the word behind a given name for the surname, unless it is a function word or a well-known place.
func (r *reading) arabicPerson(i int, g *grammar, titled bool) int {
	end := i + 1
	for end < i+3 {
		w := r.word(end, i)
		if w == "" || !caseless(w) || g.stop[w] || g.cues[w] || g.titles[w] || speechOf[w] {
			break
		}
		if ph := r.phrases[end]; ph.last > 0 && knownness(ph.matches[0]) >= 3 && !strings.HasSuffix(w, "ي") {
			break
		}
		end++
		if next := r.word(end, i); !r.forename(end) && !strings.HasPrefix(next, "ال") && !arabicBinder[w] {
			break
		}
	}
	if end == i+1 && !titled {
		return 0
	}
	return end
}

// arabicBinder are the parts of a name that need another.
var arabicBinder = wordSet(`عبد بن ابن آل أبو ابو`)

// caseOfPlace says whether token j is a town in one of the Turkish cases of place: "Rize'de" behind a person's name.
func (r *reading) caseOfPlace(j int) bool {
	w := r.tokens[j].Text
	i := strings.IndexAny(w, "'’")
	if i <= 0 || r.language != "tr" || !placeCase[strings.TrimLeft(w[i:], "'’")] {
		return false
	}
	m := r.find(w[:i])
	return len(m) > 0 && knownness(m[0]) >= 1
}

var placeCase = wordSet(`de da te ta den dan ten tan e a ye ya deki daki teki taki`)

// speechOf are Arabic verbs that may follow a name.
var speechOf = wordSet(`قال قالت أكد أكدت أعلن أعلنت أضاف صرح ذكر أوضح إن أن الذي التي وهو وهي`)

// notePerson keeps the person as an entity.
func (r *reading) notePerson(first, last int) {
	r.spans = append(r.spans, tagger.Span{First: first, Last: last, Label: tagger.Person, Margin: ruleMargin})
}
