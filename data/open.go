package data

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// schema is the version of the buckets. A file of a newer one is refused; in an older one the caches are made again from
// the ledger, after a copy of the file was put beside it.
const schema = 4

var (
	keySchema = []byte("schema")
	keyFormat = []byte("format")
)

const (
	formatName = "dateline"
	// lockTimeout is how long Open waits for another process to let go of the file.
	lockTimeout = time.Second
	// mapped is the address space that is reserved for the file, so that it grows without waiting for readers: bbolt must
	// map again, and wait for every read to end, each time the file outgrows it. It costs no memory.
	mapped = 16 << 30
	// growth is the step in which the file grows, in bytes.
	growth = 1 << 20
)

// Open opens or creates the file. The errors are ErrDamaged, ErrNewer, ErrInUse, or what the file system says, each naming the file.
func Open(path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && !o.ReadOnly {
		err = create(path, o.NoSync)
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s, err := open(path, o)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return s, nil
}

func open(path string, o Options) (*Store, error) {
	// The lock comes first: a file that another process writes to may look broken.
	if err := probeLock(path, o.ReadOnly, lockTimeout); err != nil {
		return nil, err
	}
	if err := guard(path); err != nil {
		return nil, err
	}
	db, err := openBolt(path, o)
	if err != nil {
		return nil, err
	}
	s := &Store{
		path: path, db: db, o: o,
		requests: make(chan *request), stop: make(chan struct{}), stopped: make(chan struct{}), change: make(chan struct{}),
	}
	if err := s.prepare(); err != nil {
		db.Close()
		return nil, err
	}
	if o.ReadOnly {
		close(s.stopped)
	} else {
		go s.run()
	}
	return s, nil
}

func openBolt(path string, o Options) (*bbolt.DB, error) {
	opts := &bbolt.Options{Timeout: lockTimeout, ReadOnly: o.ReadOnly, NoSync: o.NoSync, FreelistType: bbolt.FreelistMapType}
	if strconv.IntSize == 64 && !o.ReadOnly && runtime.GOOS != "windows" { // windows would make the file that long
		opts.InitialMmapSize = mapped
	}
	db, err := tryBolt(path, opts)
	if errors.Is(err, syscall.ENOMEM) && opts.InitialMmapSize > 0 {
		opts.InitialMmapSize = 0 // address space is short (ulimit -v): grow the mapping with the file
		db, err = tryBolt(path, opts)
	}
	switch {
	case errors.Is(err, syscall.ENOMEM):
		return nil, fmt.Errorf("%s cannot be mapped: %w: raise the limit on address space (ulimit -v) or free some memory", path, err)
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("%s is %w: stop that one, or give another file with --db", path, ErrInUse)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, damaged(path, err)
	case err != nil:
		return nil, err
	}
	db.AllocSize = growth
	return db, nil
}

func tryBolt(path string, opts *bbolt.Options) (db *bbolt.DB, err error) {
	err = shielded(path, func() (err error) {
		db, err = bbolt.Open(path, 0o600, opts)
		return err
	})
	return db, err
}

// create makes an empty store under another name and links it into place, so that a crash leaves no half a store.
func create(path string, noSync bool) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	f.Close()
	defer os.Remove(f.Name())
	db, err := bbolt.Open(f.Name(), 0o600, &bbolt.Options{Timeout: lockTimeout, NoSync: noSync})
	if err != nil {
		return err
	}
	err = db.Update(initialise)
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return explain(path, err)
	}
	if err := os.Link(f.Name(), path); err != nil {
		if errors.Is(err, fs.ErrExist) { // another process was first: its store is as good
			return nil
		}
		if err := os.Rename(f.Name(), path); err != nil { // file systems without links
			return err
		}
	}
	if noSync {
		return nil
	}
	return syncDir(dir)
}

func initialise(tx *bbolt.Tx) error {
	b, err := tx.CreateBucketIfNotExists(bucketMeta)
	if err != nil {
		return err
	}
	if err := b.Put(keyFormat, []byte(formatName)); err != nil {
		return err
	}
	if err := b.Put(keySchema, key8(schema)); err != nil {
		return err
	}
	if _, err := tx.CreateBucketIfNotExists(bucketLedger); err != nil {
		return err
	}
	return createCaches(tx)
}

func createCaches(tx *bbolt.Tx) error {
	for _, name := range caches {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return nil
}

// syncDir makes a new name in a directory last. Not every system can; the file itself is synced in any case.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	_ = d.Sync()
	return nil
}

// prepare checks the schema and fills the index.
func (s *Store) prepare() error {
	version, err := s.readSchema()
	if err != nil {
		return err
	}
	switch {
	case version > schema:
		return fmt.Errorf("%s was %w (its schema is %d, this one knows %d): use that version, or another file", s.path, ErrNewer, version, schema)
	case version < schema && s.o.ReadOnly:
		return fmt.Errorf("%s has the older schema %d: open it once for writing, which migrates it", s.path, version)
	case version < schema:
		return s.migrate(version)
	}
	x, err := s.load()
	if errors.Is(err, errCache) && !s.o.ReadOnly {
		return s.heal(err)
	}
	if err != nil {
		return err
	}
	s.x = x
	return nil
}

// errCache is damage in what the ledger can make again.
var errCache = errors.New("a cache does not fit: `dateline check --rebuild` makes it again from the ledger")

// heal makes the caches again where one of them is damaged and the whole ledger is not.
func (s *Store) heal(found error) error {
	slog.Warn("a cache is damaged and is made again from the ledger", "found", found)
	var r CheckResult
	err := s.view(func(tx *bbolt.Tx) error {
		return s.checkChain(context.Background(), tx, &r, func(format string, args ...any) {
			r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
		})
	})
	if err == nil && len(r.Faults) > 0 {
		err = damaged(s.path, errors.New(r.Faults[0]))
	}
	if err != nil {
		return err
	}
	return s.rebuild(context.Background())
}

func (s *Store) readSchema() (version uint64, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketMeta)
		if b == nil || string(b.Get(keyFormat)) != formatName || len(b.Get(keySchema)) != 8 {
			return fmt.Errorf("%s is not a dateline store but some other bbolt file: %w: give another file with --db", s.path, ErrDamaged)
		}
		version = binary.BigEndian.Uint64(b.Get(keySchema))
		if version > schema {
			return nil
		}
		if tx.Bucket(bucketLedger) == nil {
			return damaged(s.path, errors.New("it has no ledger"))
		}
		for _, name := range caches {
			if version == schema && tx.Bucket(name) == nil {
				return damaged(s.path, fmt.Errorf("the cache %s is missing", name))
			}
		}
		return nil
	})
	return version, err
}

// load fills the index from the caches, and the writer's state from the end of the ledger.
func (s *Store) load() (*index, error) {
	x := newIndex()
	var last Entry
	err := s.view(func(tx *bbolt.Tx) error {
		var err error
		if last, err = x.loadTimes(tx.Bucket(bucketLedger)); err != nil {
			return err
		}
		if err := x.loadReports(tx); err != nil {
			return err
		}
		if err := x.loadClaims(tx); err != nil {
			return err
		}
		if err := cacheIn(tx, bucketEvents).ForEach(x.loadEvent); err != nil {
			return err
		}
		if err := x.loadStandings(tx); err != nil {
			return err
		}
		if err := cacheIn(tx, bucketNamed).ForEach(x.loadNamed); err != nil {
			return err
		}
		slices.Sort(x.standings.moved)
		return nil
	})
	switch {
	case errors.Is(err, errShort), errors.Is(err, errSum):
		return nil, fmt.Errorf("%s is %w: %w (%w)", s.path, ErrDamaged, errCache, err)
	case errors.Is(err, errEntry):
		return nil, damaged(s.path, err)
	}
	if err != nil {
		return nil, err
	}
	s.visible.Store(last.Seq)
	s.lastHash, s.lastAt = last.Hash, 0
	if last.Seq > 0 {
		s.lastAt = last.At.UnixNano()
	} else {
		s.lastHash = make([]byte, 32)
	}
	return x, nil
}

func (x *index) loadTimes(b *bbolt.Bucket) (Entry, error) {
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		at, ok := entryTime(v)
		if n := len(x.times); !ok || order8(k) != uint64(n)+1 || n > 0 && at < x.times[n-1] {
			return Entry{}, fmt.Errorf("%w %d", errEntry, len(x.times)+1)
		}
		x.times = append(x.times, at)
	}
	k, v := c.Last()
	if k == nil {
		return Entry{}, nil
	}
	e, _, err := decodeEntry(order8(k), v)
	return e, err
}

func (x *index) loadReports(tx *bbolt.Tx) error {
	err := cacheIn(tx, bucketReports).ForEach(func(_, v []byte) error {
		d := decoder{s: string(v)}
		seq, id := d.uint(), d.string()
		x.addReport(id, seq)
		return d.err
	})
	if err != nil {
		return err
	}
	return cacheIn(tx, bucketReadings).ForEach(func(k, v []byte) error {
		if len(k) != 8 || len(v) != 12 || int(binary.BigEndian.Uint32(v)) >= len(x.reports) {
			return errShort
		}
		x.addReading(binary.BigEndian.Uint32(v), readingRef{order8(k), binary.BigEndian.Uint32(v[4:]), binary.BigEndian.Uint32(v[8:])})
		return nil
	})
}

func (x *index) loadNamed(k, v []byte) error {
	name, body, ok := cutString(v)
	if !ok {
		return errShort
	}
	x.addNamed(order8(k), name, string(body))
	return nil
}
