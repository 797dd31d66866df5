package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/data"
)

// Scope is a right that a key gives.
type Scope string

// The scopes. Admin includes the others.
const (
	ReadInternal Scope = "read-internal"
	Add          Scope = "add"
	Review       Scope = "review"
	Admin        Scope = "admin"
)

// Scopes are all of them, in the order to list them.
var Scopes = []Scope{ReadInternal, Add, Review, Admin}

// ParseScopes reads a comma-separated list.
func ParseScopes(list string) ([]Scope, error) {
	var out []Scope
	for _, s := range strings.Split(list, ",") {
		scope := Scope(strings.TrimSpace(s))
		if !slices.Contains(Scopes, scope) {
			return nil, fmt.Errorf("scope %q: use read-internal, add, review or admin, separated by commas", s)
		}
		out = append(out, scope)
	}
	return out, nil
}

// Key is an access key as the ledger keeps it: the secret only as its SHA-256. The secret has 256 random bits, so a slow
// hash would add nothing.
type Key struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Hash    string    `json:"hash"`
	Scopes  []Scope   `json:"scopes"`
	Made    time.Time `json:"made"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// Ledger is what keys need of the store.
type Ledger interface {
	Revision() uint64
	NamedList(typ string) []data.Named
	PutNamed(ctx context.Context, author, typ, name string, value []byte) error
	Append(ctx context.Context, entries ...data.Entry) ([]data.Entry, error)
}

// tokenPrefix lets scanners of leaked secrets recognise a key.
const tokenPrefix = "dateline"

// MakeKey records a new key and gives its token, which is shown once and kept nowhere. name is who it is for: it signs
// every entry made with the key.
func MakeKey(ctx context.Context, l Ledger, author, name string, scopes []Scope, now time.Time) (token string, k Key, err error) {
	if strings.TrimSpace(name) == "" || len(name) > 100 {
		return "", Key{}, fmt.Errorf("a key needs the name of who uses it, of at most 100 bytes")
	}
	if len(scopes) == 0 {
		return "", Key{}, fmt.Errorf("key for %s: it needs a scope", name)
	}
	raw := make([]byte, 4+32)
	if _, err := io.ReadFull(rand.Reader, raw); err != nil {
		return "", Key{}, err
	}
	id, secret := hex.EncodeToString(raw[:4]), hex.EncodeToString(raw[4:])
	k = Key{ID: id, Name: name, Hash: hashSecret(secret), Scopes: scopes, Made: now.UTC().Truncate(time.Second)}
	if err := put(ctx, l, author, k); err != nil {
		return "", Key{}, err
	}
	return strings.Join([]string{tokenPrefix, id, secret}, "_"), k, nil
}

// RevokeKey ends a key, given by its id.
func RevokeKey(ctx context.Context, l Ledger, author, id string, now time.Time) (Key, error) {
	for _, k := range Keys(l) {
		if k.ID != id {
			continue
		}
		if k.Revoked.IsZero() {
			k.Revoked = now.UTC().Truncate(time.Second)
			return k, put(ctx, l, author, k)
		}
		return k, nil
	}
	return Key{}, fmt.Errorf("key %q: %w", id, data.ErrNotFound)
}

func put(ctx context.Context, l Ledger, author string, k Key) error {
	b, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return l.PutNamed(ctx, author, data.TypeKey, k.ID, b)
}

// Keys gives every key, revoked ones too, by id.
func Keys(l Ledger) []Key {
	var out []Key
	for _, n := range l.NamedList(data.TypeKey) {
		var k Key
		if json.Unmarshal(n.Value, &k) == nil {
			out = append(out, k)
		}
	}
	return out
}

func hashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// keyring finds keys by token, as of the newest entry of the ledger.
type keyring struct {
	ledger Ledger

	mu       sync.RWMutex
	revision uint64
	loaded   bool
	keys     map[string]Key
}

func (r *keyring) find(token string) (Key, bool) {
	parts := strings.Split(token, "_")
	if len(parts) != 3 || parts[0] != tokenPrefix {
		return Key{}, false
	}
	k, ok := r.current()[parts[1]]
	match := subtle.ConstantTimeCompare([]byte(hashSecret(parts[2])), []byte(k.Hash)) == 1
	return k, ok && match && k.Revoked.IsZero()
}

func (r *keyring) current() map[string]Key {
	now := r.ledger.Revision()
	r.mu.RLock()
	if r.loaded && r.revision == now {
		defer r.mu.RUnlock()
		return r.keys
	}
	r.mu.RUnlock()
	keys := map[string]Key{}
	for _, k := range Keys(r.ledger) {
		keys[k.ID] = k
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys, r.revision, r.loaded = keys, now, true
	return keys
}
