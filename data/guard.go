package data

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// guard looks at a database file before bbolt maps it. bbolt trusts the file: a short or altered one ends the process
// with a signal that no recover can catch (libraries, section 8; upstream issues 446 and 778). Every page that can be reached
// must lie inside the file, be of the right kind and hold elements that end inside it; the list of free pages must not
// name a page that is in use. Values are not read here: the hash chain covers them.
func guard(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", path)
	}
	if err := guardFile(f, info.Size()); err != nil {
		return damaged(path, err)
	}
	return nil
}

// damaged names the file, what is wrong with it and the way back.
func damaged(path string, err error) error {
	return fmt.Errorf("%s is %w (%w): restore a backup, or run `dateline check --salvage NEW.db --db %s` to save every whole entry into a new file",
		path, ErrDamaged, err, path)
}

func guardFile(f io.ReaderAt, size int64) error {
	if size == 0 {
		return errors.New("the file is empty")
	}
	m, err := readMeta(f)
	if err != nil {
		return err
	}
	if need := int64(m.high) * m.pageSize; m.high > 1<<40 || size < need {
		return fmt.Errorf("the file is truncated: %d bytes of %d", size, need)
	}
	w := walker{f: f, m: m, seen: make([]uint64, m.high/64+1), buf: make([]byte, m.pageSize)}
	if err := w.walk(m.root, 0); err != nil {
		return err
	}
	return w.freelist()
}

// walker visits every page that the root reaches.
type walker struct {
	f    io.ReaderAt
	m    meta
	seen []uint64
	buf  []byte
}

// mark notes that a page is in use; false where it was already or lies outside the file.
func (w *walker) mark(id uint64) bool {
	if id < 2 || id >= w.m.high || w.seen[id/64]&(1<<(id%64)) != 0 {
		return false
	}
	w.seen[id/64] |= 1 << (id % 64)
	return true
}

// read gives a page with all its element headers, and the size of it with overflow.
func (w *walker) read(id uint64) (page, int, error) {
	if _, err := w.f.ReadAt(w.buf, int64(id)*w.m.pageSize); err != nil {
		return page{}, 0, fmt.Errorf("page %d: %w", id, err)
	}
	p := parsePage(w.buf)
	if p.id != id {
		return p, 0, fmt.Errorf("page %d says that it is page %d", id, p.id)
	}
	if uint64(p.overflow) >= w.m.high-id {
		return p, 0, fmt.Errorf("page %d runs over the end of the file", id)
	}
	size := int(w.m.pageSize) * (int(p.overflow) + 1)
	headers := pageHeaderSize + 16*p.count
	if headers > size {
		return p, 0, fmt.Errorf("page %d counts more elements than it can hold", id)
	}
	if headers > len(w.buf) {
		p.b = make([]byte, headers)
		if _, err := w.f.ReadAt(p.b, int64(id)*w.m.pageSize); err != nil {
			return p, 0, fmt.Errorf("page %d: %w", id, err)
		}
	}
	return p, size, nil
}

// maxDepth bounds the tree: with two keys a page, 64 levels hold more pages than a file can.
const maxDepth = 64

func (w *walker) walk(id uint64, depth int) error {
	p, size, err := w.read(id)
	if err != nil {
		return err
	}
	for k := uint64(0); k <= uint64(p.overflow); k++ {
		if !w.mark(id + k) {
			return fmt.Errorf("page %d is used twice or lies outside the file", id+k)
		}
	}
	if depth > maxDepth {
		return errors.New("the tree of pages has no end")
	}
	next, err := w.children(p, size)
	if err != nil {
		return err
	}
	for _, child := range next {
		if err := w.walk(child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// children gives the pages below p: of a branch its children, of a leaf the roots of its buckets.
func (w *walker) children(p page, size int) ([]uint64, error) {
	var next []uint64
	switch p.flags {
	case branchPage:
		if p.count == 0 {
			return nil, fmt.Errorf("branch page %d is empty", p.id)
		}
		for i := range p.count {
			child, ok := p.branch(i, size)
			if !ok {
				return nil, fmt.Errorf("page %d, element %d lies outside its page", p.id, i)
			}
			next = append(next, child)
		}
	case leafPage:
		for i := range p.count {
			e, ok := p.leaf(i, size)
			if !ok {
				return nil, fmt.Errorf("page %d, element %d lies outside its page", p.id, i)
			}
			if e.flags&bucketElement == 0 {
				continue
			}
			root, err := w.bucket(p.id, e)
			if err != nil {
				return nil, err
			}
			if root != 0 {
				next = append(next, root)
			}
		}
	default:
		return nil, fmt.Errorf("page %d is of unknown kind %#x", p.id, p.flags)
	}
	return next, nil
}

// bucket gives the root page of a bucket, or 0 for one that lies inside its value, whose elements are checked here.
func (w *walker) bucket(id uint64, e leafElement) (uint64, error) {
	v := make([]byte, e.finish-e.value)
	if _, err := w.f.ReadAt(v, int64(id)*w.m.pageSize+int64(e.value)); err != nil || len(v) < bucketHeader {
		return 0, fmt.Errorf("page %d holds a broken bucket", id)
	}
	if root := order.Uint64(v); root != 0 {
		return root, nil
	}
	v = v[bucketHeader:]
	if len(v) < pageHeaderSize {
		return 0, fmt.Errorf("page %d holds a broken bucket", id)
	}
	p := parsePage(v)
	if p.flags != leafPage || pageHeaderSize+16*p.count > len(v) {
		return 0, fmt.Errorf("page %d holds a broken bucket", id)
	}
	for i := range p.count {
		if e, ok := p.leaf(i, len(v)); !ok || e.flags&bucketElement != 0 {
			return 0, fmt.Errorf("page %d holds a broken bucket", id)
		}
	}
	return 0, nil
}

// freelist checks the list of free pages: ascending, inside the file, none of them in use.
func (w *walker) freelist() error {
	if w.m.freelist == noFreelist {
		return nil
	}
	if w.m.freelist >= w.m.high {
		return errors.New("the list of free pages lies outside the file")
	}
	head := make([]byte, pageHeaderSize+8)
	at := int64(w.m.freelist) * w.m.pageSize
	if _, err := w.f.ReadAt(head, at); err != nil {
		return fmt.Errorf("list of free pages: %w", err)
	}
	p := parsePage(head)
	n, skip := uint64(p.count), int64(pageHeaderSize)
	if p.count == 0xffff { // a longer list keeps its length in the first element
		n, skip = order.Uint64(head[pageHeaderSize:]), pageHeaderSize+8
	}
	room := (uint64(p.overflow)+1)*uint64(w.m.pageSize) - uint64(skip)
	if p.flags != freelistPage || p.id != w.m.freelist || n > room/8 || n > w.m.high {
		return errors.New("the list of free pages is broken")
	}
	for k := uint64(0); k <= uint64(p.overflow); k++ {
		if !w.mark(p.id + k) {
			return errors.New("the list of free pages lies on a page in use")
		}
	}
	b := make([]byte, n*8)
	if _, err := w.f.ReadAt(b, at+skip); err != nil {
		return fmt.Errorf("list of free pages: %w", err)
	}
	for i := range n {
		if id := order.Uint64(b[i*8:]); !w.mark(id) {
			return fmt.Errorf("the list of free pages names page %d, which is in use", id)
		}
	}
	return nil
}

// shielded runs f, which reads mapped pages, and turns a memory fault or a panic of bbolt into ErrDamaged: the second
// line of defence, for a file that is altered while it is open.
func shielded(path string, f func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if r := recover(); r != nil {
			err = damaged(path, fmt.Errorf("reading it failed: %v", r))
		}
	}()
	return f()
}
