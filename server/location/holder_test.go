package location

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/geo/gazetteer"
)

// guarded fails when it is asked after it was closed, as a gazetteer would crash whose file is no longer mapped.
type guarded struct {
	*fake
	isClosed atomic.Bool
	misuse   *atomic.Int64
}

func (g *guarded) Close() error {
	g.isClosed.Store(true)
	return nil
}

func (g *guarded) Country(code string) (gazetteer.Place, bool) {
	if g.isClosed.Load() {
		g.misuse.Add(1)
	}
	return g.fake.Country(code)
}

func TestReloadUnderLoad(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	var misuse, failed, served atomic.Int64
	fresh := func() *guarded { return &guarded{fake: newFake(), misuse: &misuse} }
	holder := NewHolder(fresh())
	r := gin.New()
	Register(r, Deps{Gazetteer: holder})

	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				if w := get(r, "/geocode?q=Mosul"); w.Code != http.StatusOK {
					failed.Add(1)
				}
				served.Add(1)
			}
		}()
	}
	for range 20 {
		for n := served.Load(); served.Load() == n; {
			time.Sleep(time.Millisecond)
		}
		before, release := holder.Acquire()
		release()
		if err := holder.Swap(fresh()); err != nil {
			t.Fatal(err)
		}
		if !before.(*guarded).isClosed.Load() {
			t.Fatal("the old gazetteer was left open")
		}
	}
	close(stop)
	wg.Wait()
	if misuse.Load() != 0 || failed.Load() != 0 || served.Load() == 0 {
		t.Errorf("%d uses after close, %d failed of %d requests", misuse.Load(), failed.Load(), served.Load())
	}
	if err := holder.Swap(nil); err == nil {
		t.Error("nothing was taken for a gazetteer")
	}
}

// The same with the gazetteer itself, whose files are unmapped when it is closed.
func TestReloadOfTheRealIndexUnderLoad(t *testing.T) {
	open := func() Places {
		g, err := gazetteer.Embedded()
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	gin.SetMode(gin.ReleaseMode)
	holder := NewHolder(open())
	r := gin.New()
	Register(r, Deps{Gazetteer: holder})
	stop := make(chan struct{})
	var wg sync.WaitGroup
	var served, failed atomic.Int64
	for _, target := range []string{"/geocode?q=Mosul", "/nearest?lon=43&lat=36", "/autocomplete?q=mos", "/within?bbox=43,36,44,37"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				if w := get(r, target); w.Code != http.StatusOK || len(w.Body.Bytes()) < 500 {
					failed.Add(1)
				}
				served.Add(1)
			}
		}()
	}
	for range 5 {
		for n := served.Load(); served.Load() < n+20; {
			time.Sleep(time.Millisecond)
		}
		if err := holder.Swap(open()); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
	if failed.Load() != 0 {
		t.Errorf("%d of %d requests failed", failed.Load(), served.Load())
	}
}
