// Makes every tile of the points from z0 to z8 with geojson-vt and vt-pbf, packed with gzip as an archive holds them, and prints
// the time by the clock and of the processor. All points are kept, whatever a tile then weighs.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
const [dir] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/package.json`);
const load = async (name) => { const m = await import(require.resolve(name)); return m.default ?? m; };
const [geojsonvt, vtpbf] = [await load("geojson-vt"), await load("vt-pbf")];
const features = readFileSync(`${dir}/points.csv`, "utf8").trim().split("\n").map((l) => l.split(",")).map(([id, lon, lat, population, name]) => ({
  type: "Feature", id: +id, properties: { id, name, population: +population }, geometry: { type: "Point", coordinates: [+lon, +lat] } }));
const options = { maxZoom: 14, indexMaxZoom: 5, indexMaxPoints: 100000, buffer: 64, extent: 4096 };
const begin = process.hrtime.bigint(), spent = process.cpuUsage();
const tiles = geojsonvt.prototype ? new geojsonvt({ type: "FeatureCollection", features }, options) : geojsonvt({ type: "FeatureCollection", features }, options);
let [count, bytes, largest] = [0, 0, 0];
for (let row = [[0, 0, 0]]; row.length; ) {
  const deeper = [];
  for (const [z, x, y] of row) {
    const tile = tiles.getTile(z, x, y);
    if (!tile?.features.length) continue;
    const data = vtpbf.fromGeojsonVt({ places: tile }, { version: 2 });
    [count, bytes, largest] = [count + 1, bytes + gzipSync(data, { level: 6 }).length, Math.max(largest, data.length)];
    if (z < 8) for (const [i, j] of [[0, 0], [1, 0], [0, 1], [1, 1]]) deeper.push([z + 1, 2 * x + i, 2 * y + j]);
  }
  row = deeper;
}
const cpu = process.cpuUsage(spent);
console.log(`${"geojson-vt, vt-pbf, gzip".padEnd(34)} ${(Number(process.hrtime.bigint() - begin) / 1e9).toFixed(2).padStart(8)} ${((cpu.user + cpu.system) / 1e6).toFixed(2).padStart(8)}  ${count} tiles, ${(bytes / 1e6).toFixed(1)} MB, largest ${(largest / 1000).toFixed(0)} kB`);
