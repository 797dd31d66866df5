package data

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"
)

// AddReading stores a report with its mentions and claims; added is false where the report stood there already. Empty ids of
// report and claims are filled in, and evidence without a report gets this one.
func (s *Store) AddReading(ctx context.Context, author string, r Reading) (added bool, err error) {
	n, err := s.AddReadings(ctx, author, []Reading{r})
	return n == 1, err
}

// chunkReadings and chunkBytes bound one transaction: big ones are slow and hold much memory (libraries, section 8).
const (
	chunkReadings = 1024
	chunkBytes    = 16 << 20
)

// AddReadings stores many, a chunk in a transaction. On an error the chunks before it stand, and added counts them.
func (s *Store) AddReadings(ctx context.Context, author string, rs []Reading) (added int, err error) {
	var fresh []string
	g, ctx := errgroup.WithContext(ctx)
	chunks := make(chan []draft, 1) // the next chunk is encoded while this one is written
	g.Go(func() error {
		defer close(chunks)
		return encodeChunks(ctx, author, rs, chunks)
	})
	g.Go(func() error {
		for drafts := range chunks {
			ids, err := s.addDrafts(ctx, drafts)
			if err != nil {
				return err
			}
			added += len(ids)
			fresh = append(fresh, ids...)
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return added, err
	}
	return added, s.applyRule(context.WithoutCancel(ctx), fresh)
}

// addDrafts writes the readings of reports that are new and gives their ids.
func (s *Store) addDrafts(ctx context.Context, drafts []draft) (ids []string, err error) {
	err = s.write(ctx, func(w *work) error {
		ids = ids[:0]
		for _, d := range drafts {
			id := d.record.(*encoded).report.ID
			if _, there := w.x.reportIDs[id]; there {
				continue
			}
			if _, err := w.append(d); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

func encodeChunks(ctx context.Context, author string, rs []Reading, out chan<- []draft) error {
	for len(rs) > 0 {
		n := min(len(rs), chunkReadings)
		drafts, err := encodeReadings(author, TypeReading, rs[:n])
		if err != nil {
			return err
		}
		rs = rs[n:]
		for len(drafts) > 0 {
			k := fit(drafts)
			select {
			case out <- drafts[:k]:
			case <-ctx.Done():
				return ctx.Err()
			}
			drafts = drafts[k:]
		}
	}
	return nil
}

// fit counts the drafts that go into one transaction.
func fit(drafts []draft) int {
	size := 0
	for i, d := range drafts {
		if size += len(d.body); size > chunkBytes && i > 0 {
			return i
		}
	}
	return len(drafts)
}

// encodeReadings encodes on all processors, keeping the order.
func encodeReadings(author, typ string, rs []Reading) ([]draft, error) {
	drafts := make([]draft, len(rs))
	var g errgroup.Group
	step := max(1, len(rs)/(2*runtime.NumCPU()))
	for from := 0; from < len(rs); from += step {
		g.Go(func() error {
			for i := from; i < min(from+step, len(rs)); i++ {
				d, err := readingDraft(author, typ, rs[i])
				if err != nil {
					return err
				}
				drafts[i] = d
			}
			return nil
		})
	}
	return drafts, g.Wait()
}

func readingDraft(author, typ string, r Reading) (draft, error) {
	if author == "" {
		return draft{}, fmt.Errorf("%w reading: it has no author", ErrInvalid)
	}
	if err := complete(&r); err != nil {
		return draft{}, err
	}
	body, err := json.Marshal(r)
	if err != nil {
		return draft{}, fmt.Errorf("%w reading of report %s: %w", ErrInvalid, r.Report.ID, err)
	}
	if len(body) > maxBody {
		return draft{}, fmt.Errorf("%w reading of report %s: %d bytes, more than %d", ErrInvalid, r.Report.ID, len(body), maxBody)
	}
	e, err := encodeReading(r)
	return draft{author, typ, body, e}, err
}

// maxBody is the size of the largest entry: bbolt takes values up to 2 GiB, and each is held in memory whole.
const maxBody = 256 << 20

// maxName bounds author and type of an entry, in bytes.
const maxName = 1024

// Review applies a decision: ErrNotFound, ErrInvalid, or a ConflictError (ErrConflict) where Version is not the claim's. It
// gives the claim as it stands after it.
func (s *Store) Review(ctx context.Context, r Review) (ClaimState, error) {
	if r.Author == "" {
		return ClaimState{}, fmt.Errorf("%w review: it has no author", ErrInvalid)
	}
	r.At = time.Time{} // the time of the entry
	body, err := json.Marshal(r)
	if err != nil {
		return ClaimState{}, fmt.Errorf("%w review: %w", ErrInvalid, err)
	}
	d, err := newDraft(r.Author, TypeReview, body)
	if err != nil {
		return ClaimState{}, err
	}
	var e Entry
	err = s.write(ctx, func(w *work) error {
		e, err = w.append(d)
		return err
	})
	if err != nil {
		return ClaimState{}, err
	}
	return s.ClaimAt(ctx, r.Claim, e.Seq)
}

// History gives every decision about a claim, oldest first, with undos and merges of others into it.
func (s *Store) History(ctx context.Context, claim string) ([]Review, error) {
	limit := s.visible.Load()
	s.x.mu.RLock()
	ordinal, ok := s.x.ids[claim]
	seqs := s.x.decisions(ordinal, ok, limit)
	ok = ok && s.x.heads[ordinal].seq <= limit
	s.x.mu.RUnlock()
	if !ok {
		return nil, fmt.Errorf("claim %q: %w", claim, ErrNotFound)
	}
	out := make([]Review, 0, len(seqs))
	for _, seq := range seqs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := s.entry(seq)
		if err != nil {
			return nil, err
		}
		if e.Type == TypeClaim {
			out = append(out, writtenReview(claim, e))
			continue
		}
		if e.Type == TypeRereading {
			out = append(out, Review{Claim: claim, Action: ActionReread, Author: e.Author, At: e.At})
			continue
		}
		var r Review
		if err := json.Unmarshal(e.Body, &r); err != nil {
			return nil, damaged(s.path, fmt.Errorf("entry %d: %w", seq, err))
		}
		r.At = e.At
		out = append(out, r)
	}
	return out, nil
}

// decisions gives the entries that changed a claim.
func (x *index) decisions(ordinal uint32, ok bool, limit uint64) []uint64 {
	if !ok || x.events[ordinal] == nil {
		return nil
	}
	ev := x.events[ordinal]
	var seqs []uint64
	i, k := 0, 0
	for i < len(ev.reviews) || k < len(ev.supports) {
		if k == len(ev.supports) || i < len(ev.reviews) && ev.reviews[i].seq < ev.supports[k].seq {
			seqs = append(seqs, ev.reviews[i].seq)
			i++
		} else {
			seqs = append(seqs, ev.supports[k].seq)
			k++
		}
	}
	for len(seqs) > 0 && seqs[len(seqs)-1] > limit {
		seqs = seqs[:len(seqs)-1]
	}
	return seqs
}
