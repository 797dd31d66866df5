// Package access decides who may do what over HTTP.
//
// What the public profile shows is open to all. Everything else needs a key (Authorization: Bearer …, or X-API-Key) with the
// right scope, except on a server that is bound to loopback alone: whoever sits at the machine may do everything. That
// exception asks for a loopback peer, a loopback Host (so that a name that points to 127.0.0.1 does not open it) and no page
// of another origin behind the request.
package access

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/data/profile"
	"dateline/server/problem"
)

// Options of New.
type Options struct {
	Ledger   Ledger
	Profiles profile.Set
	// Addr is the address that the server listens on, host:port.
	Addr string
	// KeysOnly asks for keys on loopback too.
	KeysOnly bool
	// OpenInternal says that internal is to be open to whoever reaches Addr. New refuses it on any address but loopback.
	OpenInternal bool
	// Now is the clock, time.Now by default.
	Now func() time.Time
	// Reads and Writes bound the requests of one key or address; zero values take the defaults.
	Reads, Writes Rate
	// MaxBody bounds a request body in bytes; 0 takes 33 MiB, a little more than the largest report.
	MaxBody int64
}

// ErrOpen is a server that would show internal data to a network.
var ErrOpen = errors.New("refused: internal data would be open to the network")

// Guard checks every request.
type Guard struct {
	o        Options
	keys     keyring
	loopback bool
	reads    limiter
	writes   limiter
	failures limiter
	refusals limiter
	readers  seen
}

// New makes the guard of a server.
func New(o Options) (*Guard, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MaxBody == 0 {
		o.MaxBody = 33 << 20
	}
	loopback := loopbackAddr(o.Addr)
	if o.OpenInternal && !loopback {
		return nil, fmt.Errorf("%w: %s is not a loopback address; leave internal closed and make keys with `dateline key make`, or listen on 127.0.0.1", ErrOpen, o.Addr)
	}
	return &Guard{
		o: o, keys: keyring{ledger: o.Ledger}, loopback: loopback && !o.KeysOnly,
		reads:    newLimiter(o.Reads.or(Rate{PerSecond: 100, Burst: 1000}), o.Now),
		writes:   newLimiter(o.Writes.or(Rate{PerSecond: 5, Burst: 50}), o.Now),
		failures: newLimiter(Rate{PerSecond: 0.2, Burst: 10}, o.Now),
		refusals: newLimiter(refusedRate, o.Now),
	}, nil
}

// loopbackAddr says whether only this machine can reach an address. An empty host listens everywhere.
func loopbackAddr(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	return loopbackHost(host)
}

func loopbackHost(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}

// Identity is who sends a request.
type Identity struct {
	// Name signs what is written: the name of the key, or "local" at the machine itself.
	Name   string
	KeyID  string
	Local  bool
	Scopes []Scope
}

// May says whether the identity has a scope.
func (i Identity) May(s Scope) bool {
	return slices.Contains(i.Scopes, s) || slices.Contains(i.Scopes, Admin)
}

const (
	identityKey = "dateline.identity"
	profileKey  = "dateline.profile"
)

// Who gives the identity behind a request; the zero value has no right.
func Who(c *gin.Context) Identity {
	i, _ := c.Value(identityKey).(Identity)
	return i
}

// Profile gives the name of the profile that the request may use: public where nothing else was granted.
func Profile(c *gin.Context) string {
	if p, ok := c.Value(profileKey).(string); ok && p != "" {
		return p
	}
	return profile.Public
}

// Author gives the name to sign an entry with. A key signs with its own name; at the machine itself, said may name the person.
func Author(c *gin.Context, said string) string {
	i := Who(c)
	if said = strings.TrimSpace(said); i.Local && said != "" && len(said) <= 100 {
		return said
	}
	if i.Name == "" {
		return "unknown"
	}
	return i.Name
}

// Middleware identifies the sender, limits his rate and his body, refuses writes that a foreign page may have sent, and
// settles the profile. It goes before every route.
func (g *Guard) Middleware(c *gin.Context) {
	secure(c)
	c.Writer.Header().Add("Vary", "Authorization, X-API-Key")
	peer := peerOf(c.Request)
	i, err := g.identify(c.Request, peer)
	if err == nil {
		err = g.limit(c, i, peer)
	}
	if err == nil && !safeMethod(c.Request.Method) {
		err = g.write(c, i)
	}
	var p string
	if err == nil {
		p, err = g.profile(c.Request, i)
	}
	c.Set(identityKey, i)
	if err != nil {
		g.refused(c, err)
		return
	}
	c.Set(profileKey, p)
	g.noteReader(c, i, p)
	c.Next()
}

// refused answers with the reason, and records it where a key was turned away.
func (g *Guard) refused(c *gin.Context, err error) {
	var e *problem.Error
	if errors.As(err, &e) && refusedForKey(c.Request, e.Status) {
		g.noteRefused(c, e.Status, "")
	}
	problem.Write(c, err)
}

// Require lets only requests with the scope through.
func (g *Guard) Require(s Scope) gin.HandlerFunc {
	return func(c *gin.Context) {
		i := Who(c)
		switch {
		case i.May(s):
			c.Next()
		case i.KeyID == "":
			c.Header("WWW-Authenticate", `Bearer realm="dateline"`)
			problem.Write(c, &problem.Error{Status: http.StatusUnauthorized, Title: "A key is needed", Detail: fmt.Sprintf("send Authorization: Bearer and a key with the scope %s; `dateline key make` makes one", s)})
		default:
			g.noteRefused(c, http.StatusForbidden, s)
			problem.Write(c, &problem.Error{Status: http.StatusForbidden, Title: "Not allowed", Detail: fmt.Sprintf("the key %s (%s) lacks the scope %s", i.KeyID, i.Name, s)})
		}
	}
}

// identify reads the key, or grants everything to the machine itself. A key that is not known is an error, not a visitor:
// whoever sends one should learn that it does not work.
func (g *Guard) identify(r *http.Request, peer string) (Identity, error) {
	token := r.Header.Get("X-API-Key")
	if auth := r.Header.Get("Authorization"); auth != "" {
		scheme, rest, _ := strings.Cut(auth, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return Identity{}, &problem.Error{Status: http.StatusUnauthorized, Title: "Unknown kind of authorization", Detail: "send Authorization: Bearer and a key", Parameter: "Authorization"}
		}
		token = strings.TrimSpace(rest)
	}
	if token != "" {
		k, ok := g.keys.find(token)
		if !ok {
			if wait, ok := g.failures.allow(peer); !ok {
				return Identity{}, tooMany(wait)
			}
			return Identity{}, &problem.Error{Status: http.StatusUnauthorized, Title: "Unknown key", Detail: "the key is not known here, or was revoked", Parameter: "Authorization"}
		}
		return Identity{Name: k.Name, KeyID: k.ID, Scopes: k.Scopes}, nil
	}
	if g.loopback && loopbackHost(peer) && loopbackAddr(r.Host) && !Foreign(r) {
		return Identity{Name: "local", Local: true, Scopes: []Scope{Admin}}, nil
	}
	return Identity{}, nil
}

// limit bounds the rate of a key, or of an address without one. The machine itself is not limited.
func (g *Guard) limit(c *gin.Context, i Identity, peer string) error {
	if i.Local {
		return nil
	}
	who := "address " + network(peer)
	if i.KeyID != "" {
		who = "key " + i.KeyID
	}
	l := &g.reads
	if !safeMethod(c.Request.Method) {
		l = &g.writes
	}
	wait, ok := l.allow(who)
	if !ok {
		c.Header("Retry-After", fmt.Sprint(int(wait.Seconds())+1))
		return tooMany(wait)
	}
	return nil
}

func tooMany(wait time.Duration) error {
	return &problem.Error{Status: http.StatusTooManyRequests, Title: "Too many requests", Detail: fmt.Sprintf("try again in %d s", int(wait.Seconds())+1)}
}

func safeMethod(m string) bool {
	return m == http.MethodGet || m == http.MethodHead || m == http.MethodOptions
}

// write refuses what a page of another origin can make a browser send (cross-site request forgery): a foreign Origin, and
// the content types of forms. It bounds the body.
func (g *Guard) write(c *gin.Context, i Identity) error {
	r := c.Request
	if Foreign(r) {
		return &problem.Error{Status: http.StatusForbidden, Title: "Refused for another origin", Detail: "pages of other origins may read what is public, and write nothing", Parameter: "Origin"}
	}
	if i.KeyID == "" && !i.Local {
		return nil // Require answers
	}
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	switch strings.TrimSpace(strings.ToLower(kind)) {
	case "application/x-www-form-urlencoded", "multipart/form-data":
		return &problem.Error{Status: http.StatusUnsupportedMediaType, Title: "Unsupported content type", Detail: "send application/json, text/plain or text/html", Parameter: "Content-Type"}
	}
	if r.ContentLength > g.o.MaxBody {
		return &problem.Error{Status: http.StatusRequestEntityTooLarge, Title: "Too large", Detail: fmt.Sprintf("a request may have %d bytes, this one has %d", g.o.MaxBody, r.ContentLength)}
	}
	r.Body = http.MaxBytesReader(c.Writer, r.Body, g.o.MaxBody)
	return nil
}

// profile settles the profile: the one asked for by the parameter profile where the sender may use it, else the widest he may use.
func (g *Guard) profile(r *http.Request, i Identity) (string, error) {
	asked := r.URL.Query().Get("profile")
	internal := i.May(ReadInternal)
	switch {
	case asked == "" && internal:
		return profile.Internal, nil
	case asked == "" || asked == profile.Public:
		return profile.Public, nil
	case !internal:
		return "", &problem.Error{Status: http.StatusForbidden, Title: "Not allowed", Detail: "this profile needs a key with the scope read-internal", Parameter: "profile"}
	}
	if _, ok := g.o.Profiles.Get(asked); !ok {
		return "", problem.Bad("profile", "there is no profile %q; use one of %s", asked, strings.Join(g.o.Profiles.Names(), ", "))
	}
	return asked, nil
}

// Foreign says whether a browser sent the request for a page of another origin. To read, pages that this very machine
// serves from another port are not foreign; to write, they are.
func Foreign(r *http.Request) bool {
	safe := safeMethod(r.Method)
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" {
			return true
		}
		return u.Host != r.Host && !(safe && loopbackHost(u.Hostname()))
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		// Following a link to a page of ours is fine, whoever set it.
		return !safe || r.Header.Get("Sec-Fetch-Mode") != "navigate"
	}
	return false
}

func peerOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
