package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"go.etcd.io/bbolt"
)

// Report gives one report.
func (s *Store) Report(_ context.Context, id string) (Report, error) {
	var r struct {
		Report Report `json:"report"`
	}
	err := s.reading(id, &r)
	return r.Report, err
}

// Mentions gives the mentions of a report, from its newest reading.
func (s *Store) Mentions(_ context.Context, report string) ([]Mention, error) {
	var r struct {
		Mentions []Mention `json:"mentions"`
	}
	err := s.reading(report, &r)
	return r.Mentions, err
}

// reading decodes the newest reading of a report into v.
func (s *Store) reading(report string, v any) error {
	limit := s.visible.Load()
	s.x.mu.RLock()
	ordinal, ok := s.x.reportIDs[report]
	var seq uint64
	if ok {
		for _, r := range s.x.reports[ordinal].readings {
			if r.seq <= limit {
				seq = r.seq
			}
		}
	}
	s.x.mu.RUnlock()
	if seq == 0 {
		return fmt.Errorf("report %q: %w", report, ErrNotFound)
	}
	e, err := s.entry(seq)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(e.Body, v); err != nil {
		return damaged(s.path, fmt.Errorf("entry %d: %w", seq, err))
	}
	return nil
}

// entry gives one entry of the ledger.
func (s *Store) entry(seq uint64) (Entry, error) {
	var e Entry
	err := s.view(func(tx *bbolt.Tx) error {
		v := tx.Bucket(bucketLedger).Get(key8(seq))
		if v == nil {
			return fmt.Errorf("entry %d: %w", seq, ErrNotFound)
		}
		var err error
		e, _, err = decodeEntry(seq, v)
		if errors.Is(err, errEntry) {
			err = damaged(s.path, err)
		}
		return err
	})
	return e, err
}

// ReportInfo is a report without its text.
type ReportInfo struct {
	Report   Report    `json:"report"`
	KnownAt  time.Time `json:"known_at"`
	Mentions int       `json:"mentions"`
	Claims   int       `json:"claims"`
}

// reportChunk is the number of reports read in one transaction.
const reportChunk = 1024

// Reports gives the reports recorded up to known (zero: now), in the order of recording, after a cursor (a report id).
// A limit of 0 gives all.
func (s *Store) Reports(ctx context.Context, known time.Time, after string, limit int) iter.Seq2[ReportInfo, error] {
	return func(yield func(ReportInfo, error) bool) {
		pos, end, seq, err := s.reportRange(known, after)
		if err != nil {
			yield(ReportInfo{}, err)
			return
		}
		if limit > 0 {
			end = min(end, pos+limit)
		}
		for pos < end {
			chunk, err := s.reportChunk(pos, min(end, pos+reportChunk), seq)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(ReportInfo{}, err)
				return
			}
			for _, r := range chunk {
				if !yield(r, nil) {
					return
				}
			}
			pos += len(chunk)
		}
	}
}

func (s *Store) reportRange(known time.Time, after string) (pos, end int, limit uint64, err error) {
	limit = s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	end = s.x.reportsUpTo(limit)
	if after == "" {
		return 0, end, limit, nil
	}
	ordinal, ok := s.x.reportIDs[after]
	if !ok || int(ordinal) >= end {
		return 0, 0, 0, fmt.Errorf("cursor: report %q: %w", after, ErrNotFound)
	}
	return int(ordinal) + 1, end, limit, nil
}

func (s *Store) reportChunk(pos, end int, limit uint64) ([]ReportInfo, error) {
	out := make([]ReportInfo, 0, end-pos)
	s.x.mu.RLock()
	for _, h := range s.x.reports[pos:end] {
		info := ReportInfo{KnownAt: s.x.timeOf(h.seq)}
		for _, r := range h.readings {
			if r.seq <= limit {
				info.Mentions, info.Claims = int(r.mentions), int(r.claims)
			}
		}
		out = append(out, info)
	}
	s.x.mu.RUnlock()
	err := s.view(func(tx *bbolt.Tx) error {
		c := cacheIn(tx, bucketReports).cursor()
		_, v := c.seek(key4(uint32(pos)))
		for i := range out {
			d := decoder{s: string(v)}
			d.uint()
			d.string()
			if err := json.Unmarshal([]byte(d.s[d.i:]), &out[i].Report); err != nil || d.err != nil {
				return damaged(s.path, fmt.Errorf("report %d cannot be read", pos+i))
			}
			_, v = c.next()
		}
		return nil
	})
	return out, err
}

// ReportHead gives one report without its text.
func (s *Store) ReportHead(_ context.Context, id string) (Report, error) {
	limit := s.visible.Load()
	s.x.mu.RLock()
	ordinal, ok := s.x.reportIDs[id]
	ok = ok && s.x.reports[ordinal].seq <= limit
	s.x.mu.RUnlock()
	if !ok {
		return Report{}, fmt.Errorf("report %q: %w", id, ErrNotFound)
	}
	info, err := s.reportChunk(int(ordinal), int(ordinal)+1, limit)
	if err != nil {
		return Report{}, err
	}
	return info[0].Report, nil
}

// Count is the number of reports and claims recorded up to known (zero: now).
func (s *Store) Count(known time.Time) (reports, claims int) {
	limit := s.x.limit(known, s.visible.Load())
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	return s.x.reportsUpTo(limit), int(s.x.claimsUpTo(limit))
}

// HasReport says whether a report is stored.
func (s *Store) HasReport(id string) bool {
	limit := s.visible.Load()
	s.x.mu.RLock()
	defer s.x.mu.RUnlock()
	ordinal, ok := s.x.reportIDs[id]
	return ok && s.x.reports[ordinal].seq <= limit
}
