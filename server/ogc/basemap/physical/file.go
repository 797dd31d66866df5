package physical

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/paulmach/orb"
)

// magic begins a file; a zstd frame follows: a description in JSON, then the features.
const magic = "dateline ground 1\n"

// perDegree is the precision of coordinates: 1e-7 degrees, a centimetre.
const perDegree = 1e7

// maxUnpacked bounds what a file may unpack to, in bytes.
const maxUnpacked = 1 << 30

// File is one imported file in memory: the description, and the features still packed.
type File struct {
	Name     string         `json:"-"`
	From     string         `json:"from"`   // file that it was imported from
	Credit   string         `json:"credit"` // attribution to be shown, may be empty
	Imported string         `json:"imported"`
	Counts   map[string]int `json:"counts"` // features by layer

	data    []byte
	entries []entry
}

// entry is where a feature lies in the data. The box is in 1e-7 degrees: west, south, east, north.
type entry struct {
	kind     Kind
	from, to int
	box      [4]int32
}

func (e *entry) bound() orb.Bound {
	return orb.Bound{
		Min: orb.Point{float64(e.box[0]) / perDegree, float64(e.box[1]) / perDegree},
		Max: orb.Point{float64(e.box[2]) / perDegree, float64(e.box[3]) / perDegree},
	}
}

// save writes features to a file that appears only when all of it is written.
func save(path string, about File, features []Feature) error {
	head, err := json.Marshal(about)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	body := binary.AppendUvarint(nil, uint64(len(head)))
	body = append(body, head...)
	for _, f := range features {
		message := appendFeature(nil, f)
		body = binary.AppendUvarint(body, uint64(len(message)))
		body = append(body, message...)
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	packed := z.EncodeAll(body, []byte(magic))
	tmp, err := os.CreateTemp(filepath.Dir(path), ".ground-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(packed)
	if err := errors.Join(err, tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(tmp.Name(), path)
}

func openFile(path string) (*File, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the basemap's file: %w", err)
	}
	f, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("read the basemap's file %s: %w; import it again, or remove it", path, err)
	}
	f.Name = strings.TrimSuffix(filepath.Base(path), ending)
	return f, nil
}

// errDamaged says that the bytes are no such file, or not all of one.
var errDamaged = errors.New("it is damaged")

func parse(raw []byte) (*File, error) {
	packed, ok := strings.CutPrefix(string(raw), magic)
	if !ok {
		return nil, errors.New("it is no file of `dateline basemap import`")
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	f := &File{}
	if f.data, err = z.DecodeAll([]byte(packed), nil); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	r := cursor{data: f.data}
	if err := json.Unmarshal(r.bytes(), f); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	for r.at < len(r.data) {
		message := r.bytes()
		e := entry{from: r.at - len(message), to: r.at}
		m := cursor{data: message}
		e.kind = Kind(m.uvarint())
		for i := range e.box {
			e.box[i] = int32(m.varint())
		}
		if m.skipFeature(); r.bad || m.bad || m.at != len(message) || e.kind < 1 || e.kind > Urban {
			return nil, errDamaged
		}
		f.entries = append(f.entries, e)
	}
	return f, nil
}

// drop removes the features that an earlier file holds already, as seen by kind, name and box.
func (f *File) drop(seen map[string]bool) {
	left := f.entries[:0]
	for _, e := range f.entries {
		h := fnv.New64a()
		_, _ = h.Write(f.data[e.from : e.from+headLength(f.data[e.from:e.to])])
		if key := string(h.Sum(nil)); !seen[key] {
			seen[key] = true
			left = append(left, e)
		}
	}
	f.entries = left
}

// headLength is the length of what stands before the geometry: kind, box, class and names.
func headLength(message []byte) int {
	m := cursor{data: message}
	m.head()
	return m.at
}

func (f *File) feature(e *entry) Feature {
	m := cursor{data: f.data[e.from:e.to]}
	out := m.head()
	out.Geometry = m.geometry()
	return out
}

func fixed(v float64) int64 { return int64(math.Round(v * perDegree)) }
