package archive

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"

	"dateline/tiles"
)

// MBWriter writes MBTiles 1.3. Equal tiles are stored once.
type MBWriter struct {
	db   *sql.DB
	tx   *sql.Tx
	path string
	put  *sql.Stmt
}

// NewMBWriter begins a file at path, which must not exist; a half-written one bears the ending .part.
func NewMBWriter(path string) (*MBWriter, error) {
	if err := canMB(); err != nil {
		return nil, fmt.Errorf("begin %s: %w", path, err)
	}
	part := path + ".part"
	_ = os.Remove(part)
	db, err := sql.Open("sqlite", part)
	if err != nil {
		return nil, fmt.Errorf("begin %s: %w", path, err)
	}
	w := &MBWriter{db: db, path: path}
	_, err = db.Exec(`PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
		CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
		CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
		CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);`)
	if err == nil {
		w.tx, err = db.Begin()
	}
	if err == nil {
		w.put, err = w.tx.Prepare(`INSERT INTO tiles VALUES (?, ?, ?, ?)`)
	}
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("begin %s: %w", path, err)
	}
	return w, nil
}

// Put adds a tile, compressed with gzip as the format asks, its row counted from the south.
func (w *MBWriter) Put(t tiles.Tile, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	return w.putPacked(t, squeeze(data))
}

// putPacked adds a tile that is compressed with gzip.
func (w *MBWriter) putPacked(t tiles.Tile, packed []byte) error {
	if _, err := w.put.Exec(t.Z, t.X, uint32(1)<<t.Z-1-t.Y, packed); err != nil {
		return fmt.Errorf("put tile %v: %w", t, err)
	}
	return nil
}

// Close writes the metadata and puts the file in its place.
func (w *MBWriter) Close(m Meta) error {
	layers, err := json.Marshal(map[string]any{"vector_layers": m.VectorLayers})
	rows := [][2]string{
		{"name", m.Name},
		{"format", "pbf"},
		{"type", "overlay"},
		{"version", "1"},
		{"description", m.Description},
		{"attribution", m.Attribution},
		{"minzoom", strconv.Itoa(int(m.MinZoom))},
		{"maxzoom", strconv.Itoa(int(m.MaxZoom))},
		{"bounds", fmt.Sprintf("%g,%g,%g,%g", m.Bounds[0], m.Bounds[1], m.Bounds[2], m.Bounds[3])},
		{"json", string(layers)},
	}
	for _, r := range rows {
		if err == nil {
			_, err = w.tx.Exec(`INSERT INTO metadata VALUES (?, ?)`, r[0], r[1])
		}
	}
	if err == nil {
		err = w.tx.Commit()
	}
	if err = errors.Join(err, w.db.Close()); err != nil {
		return fmt.Errorf("close %s: %w", w.path, err)
	}
	if err := os.Rename(w.path+".part", w.path); err != nil {
		return fmt.Errorf("close %s: %w", w.path, err)
	}
	return nil
}

// Abort throws the file away.
func (w *MBWriter) Abort() {
	_ = w.tx.Rollback()
	_ = w.db.Close()
	_ = os.Remove(w.path + ".part")
}

// MBReader reads MBTiles.
type MBReader struct {
	db    *sql.DB
	about About
}

// OpenMB opens a file for reading.
func OpenMB(path string) (*MBReader, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open MBTiles: %w", err)
	}
	if err := canMB(); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		return nil, fmt.Errorf("open MBTiles %s: %w", path, err)
	}
	if _, err := db.Exec(`SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles LIMIT 1`); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open MBTiles %s: not an MBTiles file: %w", path, err)
	}
	r := &MBReader{db: db}
	if r.about, err = r.describe(); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open MBTiles %s: %w", path, err)
	}
	return r, nil
}

// About says what the file holds.
func (r *MBReader) About() About { return r.about }

// describe reads the metadata table.
func (r *MBReader) describe() (About, error) {
	rows, err := r.db.Query(`SELECT name, value FROM metadata`)
	if err != nil {
		return About{}, fmt.Errorf("its metadata: %w", err)
	}
	defer rows.Close()
	m, text := map[string]any{}, map[string]string{}
	for rows.Next() {
		var name, value sql.NullString
		if err := rows.Scan(&name, &value); err != nil {
			return About{}, fmt.Errorf("its metadata: %w", err)
		}
		m[name.String], text[name.String] = value.String, value.String
	}
	if err := rows.Err(); err != nil {
		return About{}, fmt.Errorf("its metadata: %w", err)
	}
	a := About{Format: text["format"]}
	switch a.Format {
	case "pbf", "":
		a.Format = "mvt"
	case "jpeg":
		a.Format = "jpg"
	}
	if !slices.Contains(slices.Collect(maps.Values(formats)), a.Format) {
		return a, fmt.Errorf("its format %q is not known", a.Format)
	}
	if err := r.db.QueryRow(`SELECT coalesce(min(zoom_level), 0), coalesce(max(zoom_level), 0) FROM tiles`).Scan(&a.MinZoom, &a.MaxZoom); err != nil {
		return a, fmt.Errorf("its zooms: %w", err)
	}
	if _, err := fmt.Sscanf(text["bounds"], "%g,%g,%g,%g", &a.Bounds[0], &a.Bounds[1], &a.Bounds[2], &a.Bounds[3]); err != nil {
		a.Bounds = [4]float64{}
	}
	if text["json"] != "" {
		var inner map[string]any
		if err := json.Unmarshal([]byte(text["json"]), &inner); err != nil {
			return a, fmt.Errorf("its metadata: json: %w", err)
		}
		m["vector_layers"] = inner["vector_layers"]
	}
	return a.with(m)
}

// Raw gives the bytes of a tile as they are stored; ok is false where there is none.
func (r *MBReader) Raw(t tiles.Tile) (raw []byte, ok bool, err error) {
	err = r.db.QueryRow(`SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?`, t.Z, t.X, uint32(1)<<t.Z-1-t.Y).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read tile %v: %w", t, err)
	}
	return raw, true, nil
}

// Tile gives a tile without its compression.
func (r *MBReader) Tile(t tiles.Tile) ([]byte, bool, error) {
	raw, ok, err := r.Raw(t)
	if !ok || err != nil {
		return nil, false, err
	}
	if len(raw) > 1 && raw[0] == 0x1F && raw[1] == 0x8B {
		raw, err = inflate(raw, compressedGzip)
	}
	return raw, err == nil, err
}

// Close closes the file.
func (r *MBReader) Close() error { return r.db.Close() }

// canMB says what to do where the SQLite engine, four megabytes, was left out of the binary.
func canMB() error {
	if slices.Contains(sql.Drivers(), "sqlite") {
		return nil
	}
	return errors.New("this binary was built without MBTiles: write .pmtiles, or build with `make build`")
}
