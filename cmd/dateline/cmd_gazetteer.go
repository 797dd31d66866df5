package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"dateline/geo/gazetteer"
	"dateline/geo/gazetteer/evaluate"
	"dateline/geo/gazetteer/source"
)

// gazetteerCommand is the family of commands on the gazetteers that answer place names.
func gazetteerCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "gazetteer",
		Short: "Import, list and remove gazetteers",
		Long: "The program holds the world's cities, countries, admin areas and well-known sites. More places, spellings and outlines\n" +
			"can be imported; they lie beside the built-in ones and are joined with them by id, and by name and distance.",
	}
	dir := c.PersistentFlags().String("dir", "", "folder of the imported gazetteers, as --gazetteers")
	where := func() string {
		if *dir != "" {
			return *dir
		}
		return a.gazetteerDir()
	}
	c.AddCommand(gazetteerImportCommand(a, where), gazetteerListCommand(a, where), gazetteerInfoCommand(a, where), gazetteerRemoveCommand(a, where))
	return c
}

// gazetteerDir is the folder of imported gazetteers: the one named, or the one beside the store.
func (a *app) gazetteerDir() string {
	if a.gazetteersDir != "" {
		return a.gazetteersDir
	}
	return filepath.Join(filepath.Dir(a.dbPath), "gazetteers")
}

func gazetteerImportCommand(a *app, dir func() string) *cobra.Command {
	var im gazetteer.Import
	var skipped string
	c := &cobra.Command{
		Use:   "import NAME FILE...",
		Short: "Import GeoNames dumps, outlines or tables with coordinates",
		Long: "Import makes one gazetteer of all the files, recognised by their content, plain, gzip or zip:\n" +
			"GeoNames dumps (allCountries, cities500, IQ), alternateNamesV2, admin1CodesASCII, admin2Codes and hierarchy;\n" +
			"outlines in GeoJSON (COD-AB, Who's On First, geoBoundaries); CSV with coordinates, by heading or HXL tag.\n" +
			"One of the same name is replaced once the new one is complete.",
		Example: "  dateline gazetteer import iraq IQ.zip alternatenames/IQ.zip\n  dateline gazetteer import iraq-districts irq_admbnda_adm2.geojson --licence 'CC BY-IGO'",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			im.Dir, im.Name, im.Files, im.Now = dir(), args[0], args[1:], a.Now
			return a.importGazetteer(im, skipped)
		},
	}
	c.Flags().StringVar(&im.Licence, "licence", "", "licence of the data, to be shown with it")
	c.Flags().StringVar(&im.URL, "url", "", "where the data comes from")
	c.Flags().StringVar(&skipped, "skipped", "", "file to write every skipped row to, with line and reason")
	return c
}

// importMemory is from how many bytes on an import collects garbage rather than take more memory: its own tables need some 500 MB.
const importMemory = 700 << 20

// shownSkips is how many skipped rows are printed; the rest is counted.
const shownSkips = 10

func (a *app) importGazetteer(im gazetteer.Import, skipped string) (err error) {
	base, err := gazetteer.Embedded()
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(importMemory)
	var out *os.File
	if skipped != "" {
		if out, err = os.Create(skipped); err != nil {
			return fmt.Errorf("write skipped rows: %w", err)
		}
		defer func() { err = errors.Join(err, out.Close()) }()
	}
	n := 0
	im.Skip = func(s source.Skip) {
		if n++; n <= shownSkips {
			fmt.Fprintf(a.Stderr, "skipped %s\n", s)
		}
		if out != nil {
			fmt.Fprintln(out, s)
		}
	}
	b := a.byteProgress(im.Files)
	im.Read, im.Stage = b.read, b.stage
	done, err := im.Run(base)
	b.done()
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "%s: %d places, %d names, %d outlines; %d rows skipped, %d names for other places\n", done.Path, done.Places, done.Names,
		done.Outlines, done.Skipped, done.Orphans)
	if done.Skipped > shownSkips {
		for _, reason := range sortedKeys(done.Reasons) {
			fmt.Fprintf(a.Stderr, "skipped %d: %s\n", done.Reasons[reason], reason)
		}
	}
	return nil
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int {
		if m[x] != m[y] {
			return m[y] - m[x]
		}
		return strings.Compare(x, y)
	})
	return keys
}

// byteBar shows how many bytes of the files were read, then how far the building is.
type byteBar struct{ b *progressbar.ProgressBar }

func (a *app) byteProgress(files []string) *byteBar {
	if !a.Interactive() {
		return &byteBar{}
	}
	total := int64(0)
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			total += info.Size()
		}
		if strings.HasSuffix(f, ".zip") {
			total = -1 // what is counted is the content, whose size is not known yet
			break
		}
	}
	return &byteBar{progressbar.NewOptions64(total, progressbar.OptionSetWriter(a.Stderr), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowBytes(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())}
}

func (b *byteBar) read(n int64) {
	if b.b != nil {
		_ = b.b.Add64(n) // a bar that cannot be drawn stops nothing
	}
}

func (b *byteBar) stage(stage string, done, total int) {
	if b.b != nil {
		b.b.Describe(fmt.Sprintf("building: %s %d of %d", stage, done, total))
		_ = b.b.RenderBlank()
	}
}

func (b *byteBar) done() {
	if b.b != nil {
		_ = b.b.Finish()
	}
}

func gazetteerListCommand(a *app, dir func() string) *cobra.Command {
	format := "text"
	c := &cobra.Command{
		Use: "list", Short: "List the gazetteers", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			infos, err := gazetteer.List(dir(), false)
			if err != nil {
				return err
			}
			if format == "json" {
				for i := range infos {
					infos[i].Sections, infos[i].Inputs = nil, nil
				}
				return printGazetteers(a, infos)
			}
			for _, i := range infos {
				fmt.Fprintf(a.Stdout, "%-24s %9d places %9d names %6d outlines %8.1f MB  %s%s\n", i.Name, i.Places, i.Keys, i.Outlines, float64(i.Bytes)/1e6, i.Imported, i.Damage)
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", format, "text or json")
	return c
}

func gazetteerInfoCommand(a *app, dir func() string) *cobra.Command {
	return &cobra.Command{
		Use: "info NAME", Short: "Describe a gazetteer and check every byte of it", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			infos, err := gazetteer.List(dir(), true)
			if err != nil {
				return err
			}
			for _, i := range infos {
				if i.Name != args[0] {
					continue
				}
				if err := printGazetteers(a, i); err != nil {
					return err
				}
				if i.Damage != "" {
					return fmt.Errorf("gazetteer %s: %s; import it again or remove it", i.Name, i.Damage)
				}
				return nil
			}
			return fmt.Errorf("no gazetteer %q in %s", args[0], dir())
		},
	}
}

func gazetteerRemoveCommand(a *app, dir func() string) *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove an imported gazetteer", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := gazetteer.Remove(dir(), args[0]); err != nil {
				return err
			}
			fmt.Fprintf(a.Stdout, "removed %s\n", args[0])
			return nil
		},
	}
}

func printGazetteers(a *app, v any) error {
	e := json.NewEncoder(a.Stdout)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// evaluateGazetteerCommand scores the geocoder on a table of questions.
func evaluateGazetteerCommand(a *app) *cobra.Command {
	format := "text"
	c := &cobra.Command{
		Use: "gazetteer [FILE]", Short: "Score the geocoder on questions and the places they mean", Args: cobra.MaximumNArgs(1),
		Long: "The table has four columns, tab separated: query, id, name, country. Without a file, the project's own is used, then one that was\n" +
			"held back, and last the names of large towns in ten scripts with slips as people make them.",
		RunE: func(_ *cobra.Command, args []string) error {
			table := evaluate.Queries
			if len(args) == 1 {
				data, err := os.ReadFile(args[0])
				if err != nil {
					return err
				}
				table = string(data)
			}
			questions, err := evaluate.Read(strings.NewReader(table))
			if err != nil {
				return fmt.Errorf("read questions: %w", err)
			}
			g, err := a.Gazetteer()
			if err != nil {
				return err
			}
			tables, err := scoreGazetteer(g, questions, len(args) == 0)
			if err != nil {
				return err
			}
			if format == "json" {
				return printGazetteers(a, tables)
			}
			tables.print(a.Stdout)
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", format, "text or json")
	return c
}

// gazetteerScores are the tables of the evaluation: the questions, and where those are the project's own, the ones that were held back
// and mistyped names.
type gazetteerScores struct {
	Questions evaluate.Score       `json:"questions"`
	Held      *evaluate.Score      `json:"held_back,omitempty"`
	Typos     []evaluate.TypoScore `json:"mistyped,omitempty"`
}

func scoreGazetteer(g *gazetteer.Gazetteer, questions []evaluate.Question, own bool) (out gazetteerScores, err error) {
	if out.Questions, err = evaluate.Run(g, questions); err != nil || !own {
		return out, err
	}
	held, err := evaluate.Read(strings.NewReader(evaluate.Held))
	if err != nil {
		return out, fmt.Errorf("read questions: %w", err)
	}
	score, err := evaluate.Run(g, held)
	if err != nil {
		return out, err
	}
	out.Held = &score
	out.Typos, err = evaluate.Typos(g, evaluate.TyposEach)
	return out, err
}

func (s gazetteerScores) print(w io.Writer) {
	s.Questions.Print(w)
	if s.Held != nil {
		fmt.Fprint(w, "held back: ")
		s.Held.Print(w)
		evaluate.PrintTypos(w, s.Typos, false)
	}
}
