package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dateline/data"
)

func read(t testing.TB, content string, s Source) data.Report {
	t.Helper()
	r, err := Read(context.Background(), strings.NewReader(content), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestPlainTextIsUnchanged(t *testing.T) {
	text := "US News\r\n\r\nTown falls to militants after two days\r\n\r\n“They left,” said a – witness.\u00a0 \t\r\n"
	r := read(t, text, Source{Name: "in/2014-06-16-town.txt"})
	if r.Text != text {
		t.Errorf("text changed: %q", r.Text)
	}
	if r.Title != "Town falls to militants after two days" || !r.Published.Equal(day(2014, 6, 16)) || r.Reliability != "" {
		t.Errorf("metadata: %+v", r)
	}
	if with := read(t, "\ufeff"+text, Source{Name: "x.txt"}); with.Text != text || with.ID != r.ID {
		t.Errorf("byte order mark kept: %q", with.Text)
	}
}

func TestEncodings(t *testing.T) {
	arabic := "سيطر المسلحون على مدينة تلعفر الواقعة غرب الموصل بعد قتال استمر يومين، وقال المحافظ إن نحو مئتي ألف شخص غادروا المدينة"
	russian := "Боевики захватили город после двух дней боёв, сообщил губернатор. Около двухсот тысяч человек покинули город и ушли на север."
	french := "Les rebelles ont pris la ville après deux jours de combats – près de 200 000 déplacés, a déclaré le gouverneur à l’agence."
	turkish := "İsyancılar şehri iki gün süren çatışmaların ardından ele geçirdi, vali yaklaşık iki yüz bin kişinin kaçtığını söyledi. Ağır çatışmalar sürüyor."
	polish := "Bojownicy zajęli miasto po dwóch dniach walk, powiedział gubernator. Około dwustu tysięcy ludzi uciekło na północ; łączność zerwana."
	for _, c := range []struct {
		name, text string
		encode     func(string) (string, error)
	}{
		{"utf-8", arabic, func(s string) (string, error) { return s, nil }},
		{"utf-16le", arabic, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String},
		{"utf-16be", russian, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String},
		{"windows-1256", arabic, charmap.Windows1256.NewEncoder().String},
		{"windows-1251", russian, charmap.Windows1251.NewEncoder().String},
		{"windows-1252", french, charmap.Windows1252.NewEncoder().String},
		{"windows-1254", turkish, charmap.Windows1254.NewEncoder().String},
		{"windows-1250", polish, charmap.Windows1250.NewEncoder().String},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := c.encode(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if r := read(t, b, Source{Name: "a.txt"}); r.Text != c.text {
				t.Errorf("read %q", r.Text)
			}
		})
	}
}

func TestBadInputIsOneClearError(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          error
	}{
		{"empty.txt", "", ErrEmpty},
		{"blank.txt", " \n\t\r\n", ErrEmpty},
		{"blank.html", "<html><body><p> </p></body></html>", ErrEmpty},
		{"zeros.txt", "abc\x00\x01\x02def", ErrBinary},
		{"paper.pdf", "%PDF-1.7 \n%\xe2\xe3", ErrBinary},
		{"noise.txt", strings.Repeat("\xff\xfb\x90\x05\x9d\x81", 90), ErrBinary},
		{"odd.txt", strings.Repeat("\x81\x8d\x8f\x90\x9d ", 90), ErrEncoding},
		{"big.txt", strings.Repeat("x", MaxBytes+1), ErrTooLarge},
		{"bad.json", "{\"text\": ", ErrFormat},
		{"none.json", "{\"title\": \"a\"}", ErrFormat},
		{"date.json", `{"text": "a b", "published": "soon"}`, ErrFormat},
		{"number.json", "[1]", ErrFormat},
		{"deep.html", strings.Repeat("<div>", 2000) + "text", ErrFormat},
		{"two.json", `[{"text":"a"},{"text":"b"}]`, ErrFormat},
	} {
		_, err := Read(context.Background(), strings.NewReader(c.content), Source{Name: c.name})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
			continue
		}
		if !strings.HasPrefix(err.Error(), c.name) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: message %q", c.name, err)
		}
	}
}

const articlePage = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="windows-1252"><title>Town falls | Desk</title>
<meta property="og:site_name" content="Desk"><link rel="canonical" href="https://desk.example/a">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Town falls after two days","datePublished":"2014-06-16T10:00:00+02:00"}]}</script>
</head><body><nav><a href="/">Home, news, sport, weather, and many more links than this</a></nav>
<div class="cookie-banner"><p>We use cookies, and so do our partners, to measure, to improve, and to sell.</p></div>
<article><h1>Town falls after two days</h1><div class="share"><p>Share this article, now, with friends, on many networks of your choice.</p></div>
<div class="story-body"><p>The militants took the town on Monday, officials &amp; residents said` + "\x97" + `after two days.</p>
<p>Some <b>200,000</b> people fled,<br>the governor said, most of them to the north of the province.</p><script>var x = "no";</script></div></article>
<aside><p>Related: another story, with a long teaser, that must not be read as part of it.</p></aside>
<footer><p>Copyright, all rights reserved, the Desk, a company of somewhere, 2014.</p></footer></body></html>`

func TestHTML(t *testing.T) {
	r := read(t, articlePage, Source{Name: "https://desk.example/a?x=1"})
	want := "Town falls after two days\n\nThe militants took the town on Monday, officials & residents said—after two days.\n\nSome 200,000 people fled, the governor said, most of them to the north of the province."
	if r.Text != want {
		t.Errorf("text:\n%s", r.Text)
	}
	if r.Title != "Town falls after two days" || r.Publisher != "Desk" || r.URL != "https://desk.example/a" || r.Language != "en-GB" ||
		!r.Published.Equal(time.Date(2014, 6, 16, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("metadata: %+v", r)
	}
}

func TestJSON(t *testing.T) {
	r := read(t, `{"title":"T","publisher":"P","url":"https://p.example","published":"2014-06-16","language":"en","text":"One.\nTwo.","reliability":"b"}`, Source{})
	if r.Title != "T" || r.Text != "One.\nTwo." || r.Reliability != "B" || !r.Published.Equal(day(2014, 6, 16)) {
		t.Errorf("one: %+v", r)
	}
	for name, content := range map[string]string{
		"array": `[{"text":"one"},{"text":"two"}]`, "lines": "{\"text\":\"one\"}\n{\"text\":\"two\"}\n",
	} {
		all, err := ReadAll(context.Background(), strings.NewReader(content), Source{Name: name + ".jsonl"})
		if err != nil || len(all) != 2 || all[1].Text != "two" {
			t.Errorf("%s: %+v, %v", name, all, err)
		}
	}
	if r := read(t, "[Air strikes] are not the whole answer", Source{}); r.Text != "[Air strikes] are not the whole answer" {
		t.Errorf("text that begins like JSON: %+v", r)
	}
}

func TestFeeds(t *testing.T) {
	for name, feed := range map[string]string{
		"rss": `<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title><language>en</language><item><title>Town falls</title>
<link>https://desk.example/1</link><pubDate>Mon, 16 Jun 2014 10:00:00 +0200</pubDate><description>&lt;p&gt;The town fell.&lt;/p&gt;&lt;p&gt;Many fled.&lt;/p&gt;</description></item></channel></rss>`,
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Desk</title><entry><title>Town falls</title><link href="https://desk.example/1"/>
<published>2014-06-16T08:00:00Z</published><content type="html">&lt;p&gt;The town fell.&lt;/p&gt;&lt;p&gt;Many fled.&lt;/p&gt;</content></entry></feed>`,
	} {
		r := read(t, feed, Source{Name: name + ".xml"})
		if r.Text != "Town falls\n\nThe town fell.\n\nMany fled." || r.Publisher != "Desk" || r.URL != "https://desk.example/1" || r.Language != "en" ||
			!r.Published.Equal(time.Date(2014, 6, 16, 8, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       time.Time
	}{
		{"BAGHDAD, June 16, 2014 (Wire) — The town fell.", "", day(2014, 6, 16)},
		{"Town falls\nPublished: 16 June 2014, 10:30 GMT\n\nThe town fell.", "2014-07-01.txt", day(2014, 6, 16)},
		{"On June 10, 2014 militants took the city.", "", time.Time{}},
		{"BUJUMBURA, 11 décembre 2025 (AFP) - Les rebelles sont entrés dans la ville.", "", day(2025, 12, 11)},
		{"La ville tombe\nPublié le mercredi 11 décembre 2025 à 10:30\n\nLa ville est tombée.", "", day(2025, 12, 11)},
		{"BOGOTÁ, 3 de marzo de 2021 (Agencia) — Los combates siguen.", "", day(2021, 3, 3)},
		{"КИЇВ, 5 вересня 2022 (Агенція) — Місто звільнено.", "", day(2022, 9, 5)},
		{"Опубликовано: 14.11.2022, 18:05\nВойска вошли в город.", "", day(2022, 11, 14)},
		{"بغداد، ١٦ حزيران ٢٠١٤ (وكالة) - سيطر المسلحون على المدينة.", "", day(2014, 6, 16)},
		{"الخرطوم 26 أكتوبر 2025 - سيطرت القوات على المدينة.", "", day(2025, 10, 26)},
		{"نشر في: الأحد 26 تشرين الأول 2025\nسيطرت القوات.", "", day(2025, 10, 26)},
		{"ANKARA, 9 Ekim 2019 - Operasyon başladı.", "", day(2019, 10, 9)},
		{"2025年12月11日\n軍は町を制圧した。", "", day(2025, 12, 11)},
		{"Le 10 juin 2014 des combattants ont pris la ville.", "", time.Time{}},
		{"В городе 10 июня 2014 года начались бои.", "", time.Time{}},
		{"استولى المسلحون على المدينة يوم 10 يونيو 2014 - كما قال السكان.", "", time.Time{}},
		{"BAGHDAD, 31 February 2014 - The town fell.", "", time.Time{}},
		{"The town fell.", "news/20140616_town.txt", day(2014, 6, 16)},
		{"The town fell.", "https://desk.example/2014/06/16/town", day(2014, 6, 16)},
		{"The town fell.", "2014-13-40.txt", time.Time{}},
		{"The town fell.", "", time.Time{}},
	} {
		if r := read(t, c.text, Source{Name: c.name}); !r.Published.Equal(c.want) {
			t.Errorf("%q in %q: %v, want %v", c.text, c.name, r.Published, c.want)
		}
	}
}

func TestReprintsShareAGroup(t *testing.T) {
	lead := "Militants took the northern town of Tal Afar on Monday after two days of heavy fighting, officials and residents said."
	a := read(t, "BAGHDAD (Wire) — "+lead+"\n\nMore.", Source{})
	b := read(t, "Town falls\n\n"+lead+"\nOther words.", Source{})
	c := read(t, "Town falls\n\nQuite another story about the same town of Tal Afar, written by somebody else on the same Monday.", Source{})
	if a.IndependenceGroup == "" || a.IndependenceGroup != b.IndependenceGroup || a.IndependenceGroup == c.IndependenceGroup {
		t.Errorf("groups %q, %q, %q", a.IndependenceGroup, b.IndependenceGroup, c.IndependenceGroup)
	}
}

func TestArticlesOfTheSharedFolder(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "articles")
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if len(files) == 0 {
		t.Skip("no articles beside the repository (../shared/articles): nothing to compare with")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r := read(t, string(b), Source{Name: f})
		if r.Text != string(b) || r.Published.Year() != 2014 || r.Title == "" {
			t.Errorf("%s: published %v, title %q, text the same: %v", filepath.Base(f), r.Published, r.Title, r.Text == string(b))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("plain text", "a.txt")
	f.Add(articlePage, "a.html")
	f.Add(`[{"text":"one","published":1402900000}]`, "a.json")
	f.Add(`<rss><channel><item><title>a</title><description>b</description></item></channel></rss>`, "a.xml")
	f.Add("\xff\xfea\x00", "")
	f.Fuzz(func(t *testing.T, content, name string) {
		all, err := ReadAll(context.Background(), strings.NewReader(content), Source{Name: name})
		if err == nil && len(all) == 0 {
			t.Error("neither a report nor an error")
		}
		for _, r := range all {
			if r.Text == "" || r.ID == "" {
				t.Errorf("report without text or id: %+v", r)
			}
		}
	})
}

func BenchmarkHTML(b *testing.B) {
	page := strings.Replace(articlePage, "<p>Some", strings.Repeat("<p>Another paragraph, with commas, and a <a href='#'>link</a> in it.</p>", 200)+"<p>Some", 1)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		read(b, page, Source{Name: "a.html"})
	}
}
