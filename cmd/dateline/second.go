package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/extract"
	"dateline/data/extract/model"
)

// modelFlags name a language model that reads reports after the rules have. Off unless --model is given.
type modelFlags struct {
	url, name, keyEnv string
	timeout           time.Duration
}

func (m *modelFlags) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&m.url, "model", "", "OpenAI-compatible endpoint of your own that reads the reports too, such as http://127.0.0.1:8000/v1; it gets their text")
	f.StringVar(&m.name, "model-name", "", "the model's name at that endpoint")
	f.StringVar(&m.keyEnv, "model-key-env", "", "the environment variable that holds the key of the endpoint, where it wants one")
	f.DurationVar(&m.timeout, "model-timeout", time.Minute, "how long the model may take for one report")
}

// client gives the model's client, nil where none is named.
func (m *modelFlags) client(now func() time.Time) (*model.Client, error) {
	if m.url == "" {
		if m.name != "" || m.keyEnv != "" {
			return nil, errors.New("--model-name and --model-key-env need --model, the endpoint to ask")
		}
		return nil, nil
	}
	key := ""
	if m.keyEnv != "" {
		if key = os.Getenv(m.keyEnv); key == "" {
			return nil, fmt.Errorf("--model-key-env %s: that variable is not set", m.keyEnv)
		}
	}
	if m.name == "" {
		return nil, errors.New("--model needs --model-name, the model's name at that endpoint")
	}
	return model.New(model.Config{URL: m.url, Model: m.name, Key: key, Timeout: m.timeout, Now: now})
}

// secondReader lets a model read reports that are stored already: the rules' claims never wait for it, and what it adds is a
// reading of its own in the ledger, pending like any other.
type secondReader struct {
	reader *extract.Reader
	model  *model.Client
	store  *data.Store
}

// read asks about one report and records the claims that pass, and what was refused.
func (s secondReader) read(ctx context.Context, id string) (added int, err error) {
	r, err := s.store.Report(ctx, id)
	if err != nil {
		return 0, err
	}
	have, err := standingClaims(ctx, s.store, id, "")
	if err != nil {
		return 0, err
	}
	more, refused, err := s.reader.Second(ctx, s.model, r, have)
	if err != nil {
		return 0, err
	}
	if err := s.audit(ctx, id, len(more), refused); err != nil || len(more) == 0 {
		return 0, err
	}
	mentions, err := s.store.Mentions(ctx, id)
	if err != nil {
		return 0, err
	}
	d, err := s.store.Reread(ctx, s.model.Name(), data.Reading{Report: r, Mentions: mentions, Claims: append(have, more...)})
	return len(d.Added), err
}

// audit keeps what a model said and what was not believed: whoever judges the model can read it there.
func (s secondReader) audit(ctx context.Context, id string, passed int, refused []extract.Rejected) error {
	if len(refused) == 0 {
		return nil
	}
	why := make([]string, 0, len(refused))
	for _, x := range refused {
		why = append(why, x.Why)
	}
	body, err := json.Marshal(map[string]any{"what": "claims of a second reader refused", "report": id, "passed": passed, "refused": why})
	if err != nil {
		return err
	}
	_, err = s.store.Append(ctx, data.Entry{Author: s.model.Name(), Type: data.TypeAudit, Body: body})
	return err
}

// standingClaims gives the claims of a report that its readings still make; of readers whose name starts with prefix alone.
func standingClaims(ctx context.Context, store *data.Store, report, prefix string) ([]data.Claim, error) {
	var out []data.Claim
	for st, err := range store.Claims(ctx, data.Filter{Report: report}) {
		if err != nil {
			return nil, err
		}
		if st.State != data.Superseded && strings.HasPrefix(st.Claim.Reader, prefix) {
			out = append(out, st.Claim)
		}
	}
	return out, nil
}

// addedSince gives the reports that were added after an entry.
func addedSince(ctx context.Context, store *data.Store, seq uint64) (ids []string, err error) {
	for e, err := range store.Since(ctx, seq) {
		if err != nil {
			return nil, err
		}
		if id := reportAdded(e); id != "" {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func reportAdded(e data.Entry) string {
	var r struct {
		Report struct {
			ID string `json:"id"`
		} `json:"report"`
	}
	if e.Type != data.TypeReading || json.Unmarshal(e.Body, &r) != nil {
		return ""
	}
	return r.Report.ID
}

// askModel lets the model read the reports, tells how it went, and is no failure where the model fails.
func (a *app) askModel(ctx context.Context, s secondReader, ids []string) error {
	added, failed := 0, 0
	var last error
	bar := a.progress(len(ids), "reports for "+s.model.Name())
	for _, id := range ids {
		n, err := s.read(ctx, id)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			failed++
			if last == nil || !errors.Is(err, model.ErrResting) {
				last = err
			}
		}
		added += n
		bar.step()
	}
	bar.done()
	fmt.Fprintf(a.Stderr, "%s read %d reports and added %d claims\n", s.model.Name(), len(ids)-failed, added)
	if failed > 0 {
		fmt.Fprintf(a.Stderr, "%d reports were read by the rules alone; `dateline reread --model …` asks again: %v\n", failed, last)
	}
	return ctx.Err()
}

// follow lets the model read every report that comes in while the server runs.
func (s secondReader) follow(ctx context.Context, seq uint64) {
	for e, err := range s.store.Subscribe(ctx, seq) {
		if err != nil {
			return
		}
		id := reportAdded(e)
		if id == "" {
			continue
		}
		if n, err := s.read(ctx, id); err != nil && ctx.Err() == nil {
			slog.Warn("second reader failed; the rules' claims stand", "report", id, "err", err)
		} else if n > 0 {
			slog.Info("second reader added claims", "report", id, "claims", n)
		}
	}
}
