package index

import "math"

// Prominence says how likely a bare name means this place, in points: 100 a power of ten of inhabitants for a town, with
// the feature code counted in, because a population alone misleads (a city's quarter may carry more people than the city,
// and many towns carry none). Only differences matter: it sorts the places of one name.
//
// Sources of the constants: cities500, where the quarters Al Mawşil al Jadīdah and Al Başrah al Qadīmah outnumber Mosul
// and Basra; and that news mean the country by "Mexico", the city by "New York", and the state by "Victoria".
func Prominence(class byte, kind string, population int64) int {
	people := 0.0
	if population > 0 {
		people = math.Log10(float64(population) + 1)
	}
	switch class {
	case 'A':
		return areaProminence(kind, people)
	case 'P':
		return int(100*people) + townBonus(kind)
	}
	if base, ok := featureBase[kind]; ok {
		return base
	}
	return 180
}

func areaProminence(kind string, people float64) int {
	switch kind {
	case "PCLI", "PCLS", "PCL", "PCLIX", "TERR":
		return 900 + int(10*people)
	case "PCLD", "PCLF":
		return 760 + int(20*people)
	case "ADM1":
		return 600 + clamp(int(30*(people-4)), 0, 80)
	case "RGN", "ZN", "PRSH", "ADMD":
		return 420 + int(20*people)
	case "ADM2":
		return 300 + int(20*people)
	case "ADM3":
		return 220 + int(15*people)
	}
	return 180 + int(15*people)
}

func townBonus(kind string) int {
	switch kind {
	case "PPLC":
		return 250
	case "PPLA":
		return 120
	case "PPLA2":
		return 50
	case "PPLA3", "PPLG":
		return 25
	case "PPLX":
		return -300
	case "PPLQ", "PPLH", "PPLW", "PPLCH":
		return -250
	case "PPLL", "PPLF", "PPLS", "PPLR":
		return -20
	}
	return 0
}

var featureBase = map[string]int{
	"CONT": 950, "OCN": 900, "SEA": 800, "GULF": 760, "RGN": 640, "STRT": 600, "STM": 520, "MTS": 560, "DSRT": 560, "LK": 500, "PEN": 540, "ISL": 420,
	"ISLS": 500, "BAY": 480, "CHN": 480, "CNL": 520, "PASS": 380, "MT": 360, "VLC": 380, "AIRP": 420, "AIRB": 400, "AIRF": 260, "DAM": 400, "BDG": 250,
	"INSM": 300, "OILR": 420, "CMPRF": 420, "CMP": 300, "BDRC": 380, "BRDC": 380, "PORT": 380, "HBR": 360, "PRT": 380, "MNMT": 260, "RSV": 380,
	"VAL": 420, "PLN": 420, "PLAT": 420, "GLCR": 300, "CAPE": 360, "HSP": 220, "UNIV": 220, "ANS": 320, "HSTS": 320, "PPLH": 200, "RUIN": 260,
	"PRK": 400, "OILF": 380, "PS": 340, "PRN": 340, "PSN": 360, "MLTYB": 380, "DSTRY": 300,
}

func clamp(v, low, high int) int { return max(low, min(v, high)) }
