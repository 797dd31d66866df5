package tagger

import "strings"

// lexicon maps lower-case words to classes that help where training has not seen the word. Typed by hand: general
// knowledge of titles, kinds of organisation and given names, not taken from any corpus.
var lexicon = func() map[string]uint64 {
	m := make(map[string]uint64)
	for i, list := range []string{titleWords, orgWords, placeWords, givenNames, vesselWords, speechWords, timeWords, streetWords, teamWords} {
		for _, w := range strings.Fields(list) {
			if _, taken := m[w]; !taken {
				m[w] = uint64(i + 1)
			}
		}
	}
	return m
}()

// GivenName says whether the lower-case word is a common given name.
func GivenName(low string) bool { return lexicon[low] == givenNameClass }

const givenNameClass = 4

// PlaceWord says whether the lower-case word names a kind of place, body or street.
func PlaceWord(low string) bool {
	switch lexicon[low] {
	case 2, 3, 8:
		return true
	}
	return false
}

const titleWords = `mr mr. mrs mrs. ms ms. dr dr. gen gen. general lt lt. lieutenant col col. colonel maj maj. major capt capt.
captain sgt sgt. sergeant cpl. pvt. adm. admiral cmdr. commander brig. brigadier marshal president premier minister chancellor secretary
senator sen sen. representative rep rep. congressman congresswoman gov gov. governor mayor judge justice chief sheriff deputy officer
detective constable inspector superintendent coach striker goalkeeper professor prof. prof rev. reverend pastor bishop archbishop cardinal
pope father sister brother imam sheikh sheik ayatollah mullah rabbi king queen prince princess emperor sultan emir lord lady sir dame
ambassador envoy spokesman spokeswoman spokesperson director chairman chairwoman chair ceo founder analyst lawyer attorney prosecutor
actor actress singer author writer journalist reporter photographer correspondent editor son daughter wife husband mother colleague
councillor councilman alderman commissioner trooper firefighter coroner leader candidate nominee lawmaker mp mps activist engineer
expert economist scientist researcher principal resident`

const orgWords = `university college school institute academy ministry department agency bureau office commission committee council
court police army navy force forces guard brigade division corps battalion regiment militia party union association federation league
organization organisation society foundation fund bank group company corp corp. corporation inc inc. ltd ltd. co co. llc plc holdings
airlines airways motors industries times post herald tribune journal gazette news daily chronicle observer guardian telegraph
television tv radio broadcasting press network hospital clinic church mosque cathedral synagogue museum library parliament senate
congress assembly cabinet administration authority service services board center centre alliance coalition front movement
state islamic brotherhood liberation democratic national international united world global command staff team club fc`

const placeWords = `north south east west northern southern eastern western northeast northwest southeast southwest northeastern
northwestern southeastern southwestern central upper lower city town village hamlet suburb district province governorate state county
region republic kingdom island islands isle peninsula cape bay gulf sea ocean lake river creek valley mountain mountains mount mt. hill
hills desert plain plains delta coast border strait channel canal basin airport port harbour harbor base camp dam refinery crossing
checkpoint bridge oblast raion canton prefecture department parish borough township municipality neighborhood neighbourhood capital
outskirts fort san santa saint st. st los las el al tel tal new`

const givenNames = `georgia charlotte sydney chelsea brooklyn dakota savannah carolina florence tara lynn riley nina tonya jerome leonard
lucy conrad sasha malia john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
steven steve paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan
stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam
nathan henry zachary douglas peter kyle noah ethan jeremy walter keith roger terry austin sean gerald carl harold dylan arthur lawrence
jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell
bradley philip phillip eugene mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret
ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley
anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria catherine heather diane olivia julie
joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah jacqueline megan cheryl martha madison teresa
gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly
charlotte natalie theresa diana brittany doris kayla alexis lori marie bill bob jim tom mike dan dave ben sam tim ted ron ken rick
chris matt nick tony greg jeff barack hillary bernie mitt condoleezza colin angela vladimir sergei sergey dmitry dmitri igor ivan
mikhail nikolai oleg yuri boris viktor andrei alexei alexey aleksandr oleksandr volodymyr petro yulia olga natalia tatiana svetlana
mohammed mohammad muhammad mohamed mahmoud ahmed ahmad ali hassan hussein hussain omar umar osama saddam nouri nuri bashar hafez moqtada
muqtada abdul abdullah abdel abdulaziz ibrahim ismail yusuf yousef youssef khalid khaled tariq hamid karim rahim mustafa mehdi mahdi
hosni anwar yasser yasir ariel ehud benjamin shimon moshe avigdor hamza bilal salah saleh salman faisal fahd nasser kamal jamal
jawad haider adel ayad iyad jalal massoud masoud hoshyar barham recep tayyip abdullah ahmet mehmet fatma ayse emine kemal pervez
benazir asif nawaz imran zulfikar manmohan sonia rahul atal narendra indira rajiv jawaharlal mahinda gotabaya chandrika velupillai
aung kim lee park chen wang li zhang liu yang hu wen xi jiang mao deng zhou shinzo junichiro taro yukio naoto yoshihiko hiroshi
takeshi kenji akira jacques francois françois nicolas nicolás dominique jean pierre michel philippe alain laurent marine segolene
emmanuel gerhard helmut frank-walter joschka wolfgang hans klaus jurgen jürgen stefan matthias silvio romano matteo giorgio giovanni
marco luigi mario carlos luis jorge pedro miguel fernando alejandro francisco antonio manuel rafael hugo evo fidel raul raúl lula
dilma michelle felipe vicente enrique andres andrés alvaro álvaro juan javier pablo diego sebastian sebastián cristina nestor néstor
kofi ban antonio navi ghasem qassem hashim hamas ismael yahya aisha fatima khadija zainab maryam layla leila lina nadia samira amina
robert jacob morgan thabo nelson winston desmond joseph laurent paul yoweri meles goodluck olusegun umaru muhammadu ellen charles
idriss omar hissene blaise laurent alassane mwai raila uhuru william jakaya grace tendai levy kenneth`

const vesselWords = `uss hms hmcs hmas ins mv m/v ss rms usns usns. jds frigate destroyer cruiser submarine carrier ferry tanker trawler ship
vessel freighter yacht boat warship flotilla missile rocket satellite spacecraft shuttle`

const speechWords = `said says told tells added adds asked warned insisted claimed denied announced reported replied argued believes thinks
accused urged called vowed declared stated confirmed explained noted tweeted wrote testified`

const timeWords = `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december jan. feb. aug. sept. oct. nov. dec. mon. tue. wed. thu. fri. sat. sun. today yesterday tomorrow`

const streetWords = `street st road rd rd. avenue ave ave. boulevard blvd lane drive square highway hwy route interstate way court place
terrace crescent park plaza gardens row bridge intersection block corner`

const teamWords = `cup league season match game goal scored beat defeated won lost final semifinal championship tournament olympics
olympic coach striker midfielder quarterback innings wicket`
