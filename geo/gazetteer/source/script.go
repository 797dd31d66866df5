package source

// LangOfScript gives the language of a name whose letters only one living language of the gazetteer uses, else nothing.
// GeoNames' column of alternate names has no languages; this gives some back.
func LangOfScript(s string) string {
	lang := ""
	for _, r := range s {
		switch {
		case r < 0x370:
			continue
		case r >= 0x3040 && r <= 0x30ff:
			return "ja"
		case r == 'і' || r == 'ї' || r == 'є' || r == 'ґ':
			lang = "uk"
		case r == 'ў':
			return "be"
		}
		for _, b := range scriptBlocks {
			if r >= b.from && r <= b.to {
				lang = b.lang
			}
		}
	}
	return lang
}

var scriptBlocks = []struct {
	from, to rune
	lang     string
}{
	{0x370, 0x3ff, "el"},
	{0x1f00, 0x1fff, "el"},
	{0x530, 0x58f, "hy"},
	{0x590, 0x5ff, "he"},
	{0x700, 0x74f, "syr"},
	{0x780, 0x7bf, "dv"},
	{0x980, 0x9ff, "bn"},
	{0xa00, 0xa7f, "pa"},
	{0xa80, 0xaff, "gu"},
	{0xb00, 0xb7f, "or"},
	{0xb80, 0xbff, "ta"},
	{0xc00, 0xc7f, "te"},
	{0xc80, 0xcff, "kn"},
	{0xd00, 0xd7f, "ml"},
	{0xd80, 0xdff, "si"},
	{0xe00, 0xe7f, "th"},
	{0xe80, 0xeff, "lo"},
	{0xf00, 0xfff, "bo"},
	{0x1000, 0x109f, "my"},
	{0x10a0, 0x10ff, "ka"},
	{0x1200, 0x139f, "am"},
	{0x1780, 0x17ff, "km"},
	{0xac00, 0xd7af, "ko"},
}
