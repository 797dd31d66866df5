// Package tiles turns features into Mapbox Vector Tiles (version 2) and keeps archives of them. It knows no store.
//
// [Pack] takes features once and lays them out for cutting: projected to an integer grid, indexed, with the zoom at which
// each vertex begins to matter. [Encode] then cuts any tile out of packed layers. The features that come in are never
// changed, and the same features give the same bytes.
//
// What it does to a shape, in this order: drop what the zoom or the byte budget has no room for, simplify (a border that
// two shapes share stays shared, because both sides keep the same vertices), clip to the tile and a buffer (a polygon in
// two parts becomes two polygons, with no bridge along the edge), round to the 4096 grid of the tile, set the winding that
// the format asks for.
package tiles
