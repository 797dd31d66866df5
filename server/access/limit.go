package access

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rate bounds requests: PerSecond in the long run, Burst at once.
type Rate struct {
	PerSecond float64
	Burst     int
}

func (r Rate) or(d Rate) Rate {
	if r == (Rate{}) {
		return d
	}
	return r
}

// maxBuckets bounds the memory of a limiter; when it is full, the buckets that have refilled are dropped, since an absent
// bucket is a full one.
const maxBuckets = 20_000

// limiter keeps a token bucket for each sender.
type limiter struct {
	r   Rate
	now func() time.Time

	mu      *sync.Mutex
	buckets map[string]*rate.Limiter
}

func newLimiter(r Rate, now func() time.Time) limiter {
	return limiter{r: r, now: now, mu: &sync.Mutex{}, buckets: map[string]*rate.Limiter{}}
}

// allow takes a token; where there is none, it gives the time until the next one.
func (l *limiter) allow(who string) (time.Duration, bool) {
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.buckets[who]
	if b == nil {
		if len(l.buckets) >= maxBuckets {
			l.sweep(now)
		}
		b = rate.NewLimiter(rate.Limit(l.r.PerSecond), l.r.Burst)
		l.buckets[who] = b
	}
	if b.AllowN(now, 1) {
		return 0, true
	}
	return time.Duration((1 - b.TokensAt(now)) / l.r.PerSecond * float64(time.Second)), false
}

func (l *limiter) sweep(now time.Time) {
	for who, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.r.Burst) {
			delete(l.buckets, who)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}

// network gives what one subscriber holds: an IPv4 address, or the /64 of an IPv6 address.
func network(peer string) string {
	ip := net.ParseIP(peer)
	if ip == nil || ip.To4() != nil {
		return peer
	}
	return ip.Mask(net.CIDRMask(64, 128)).String()
}
