//go:build !nombtiles

package archive

import _ "modernc.org/sqlite" // the engine under MBTiles
