package ogc

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"dateline/data/extract/actor"
	"dateline/server/problem"
)

// The sprite holds patterns: stripes at 45° for ground that several fight over, in the colour of the second of them upon
// the colour of the first, and dots for ground that reports disagree on. Each is a square of patternSize pixels.
const (
	patternSize = 12
	dots        = "dots"
	hatchPrefix = "hatch-"
)

// spriteColours are the colours that stripes are drawn in.
var spriteColours = sync.OnceValue(func() []string {
	out, seen := []string{noActor}, map[string]bool{noActor: true}
	for _, a := range actor.Default().All() {
		if a.Colour != "" && !seen[a.Colour] {
			seen[a.Colour] = true
			out = append(out, a.Colour)
		}
	}
	return out
})

// hatchOf names the stripes of the second holder, or grey ones.
func hatchOf() seq {
	second := seq{"coalesce", seq{"get", "color_other"}, noActor}
	return seq{"match", second, spriteColours(), seq{"image", seq{"concat", hatchPrefix, second}}, seq{"image", hatchPrefix + noActor}}
}

// spriteOf draws the sprite with so many pixels to one of the map, and its index.
func spriteOf(ratio int) (picture []byte, index gin.H) {
	names := []string{dots}
	for _, c := range spriteColours() {
		names = append(names, hatchPrefix+c)
	}
	size := patternSize * ratio
	img := image.NewNRGBA(image.Rect(0, 0, size*len(names), size))
	index = gin.H{}
	for n, name := range names {
		index[name] = gin.H{"x": n * size, "y": 0, "width": size, "height": size, "pixelRatio": ratio}
		hex, striped := strings.CutPrefix(name, hatchPrefix)
		ink := inkOf(hex)
		for y := range size {
			for x := range size {
				if striped && (x+y)%size < size/2 || !striped && dotted(x, y, size) {
					img.SetNRGBA(n*size+x, y, ink)
				}
			}
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // writing to memory does not fail
	return b.Bytes(), index
}

// dotted says whether a pixel lies in the dot amid the square.
func dotted(x, y, size int) bool {
	dx, dy, r := 2*x+1-size, 2*y+1-size, size/3
	return dx*dx+dy*dy <= r*r
}

// inkOf reads #RRGGBB; anything else is the ink of dots.
func inkOf(hex string) color.NRGBA {
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		return color.NRGBA{0x5A, 0x5A, 0x5A, 0xC0}
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xC0}
}

// sprite answers /sprite.json, /sprite.png and those @2x.
func (s *service) sprite(c *gin.Context) {
	name, kind, _ := strings.Cut(strings.TrimPrefix(c.Request.URL.Path, "/"), ".")
	ratio := 1
	if strings.HasSuffix(name, "@2x") {
		ratio = 2
	}
	picture, index := spriteOf(ratio)
	if kind == "json" {
		s.sendJSON(c, "application/json", index, true)
		return
	}
	if kind != "png" {
		problem.Write(c, problem.NotFound("a sprite is .json or .png"))
		return
	}
	a := newAnswer("image/png", picture)
	a.packed = true
	a.send(c, cacheControl("public", true))
}
