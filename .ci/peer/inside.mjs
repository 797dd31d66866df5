// Prints microseconds a question of kdbush, geokdbush and geojson-vt with vt-pbf, one line each: what, time, note. All run in
// this process, on the points and questions of the folder that the first argument names.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const [dir] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/package.json`);
const load = async (name) => { const m = await import(require.resolve(name)); return m.default ?? m; };
const lines = (name) => readFileSync(`${dir}/${name}`, "utf8").trim().split("\n").map((l) => l.split(","));
const best = (list, ask) => {
  let least = Infinity;
  for (let round = 0; round < 5; round++) {
    const begin = process.hrtime.bigint();
    for (const q of list) ask(q);
    least = Math.min(least, Number(process.hrtime.bigint() - begin) / 1000 / list.length);
  }
  return least.toFixed(2);
};
const KDBush = await load("kdbush");
const geokdbush = await import(require.resolve("geokdbush"));
const places = lines("places.csv").map(([, lon, lat]) => [+lon, +lat]);
const questions = lines("questions.txt").map(([lon, lat]) => [+lon, +lat]);
const index = new KDBush(places.length);
for (const [x, y] of places) index.add(x, y);
index.finish();
console.log("nearest10", best(questions, ([x, y]) => geokdbush.around(index, x, y, 10)));
console.log("box", best(questions, ([x, y]) => index.range(x, y, x + 1, y + 1)));

const geojsonvt = await load("geojson-vt");
const vtpbf = await load("vt-pbf");
const points = { type: "FeatureCollection", features: lines("points.csv").map(([id, lon, lat, population, name]) => ({
  type: "Feature", id: +id, properties: { name, population: +population }, geometry: { type: "Point", coordinates: [+lon, +lat] } })) };
const countries = JSON.parse(readFileSync(`${dir}/countries.geojson`, "utf8"));
const make = (data, options) => (geojsonvt.prototype ? new geojsonvt(data, options) : geojsonvt(data, options));
for (const [what, data, list] of [["points4", points, "tiles.txt"], ["points8", points, "tiles8.txt"], ["countries4", countries, "tiles.txt"]]) {
  const begin = process.hrtime.bigint();
  const tiles = make(data, { maxZoom: 14, indexMaxZoom: 5, indexMaxPoints: 100000, buffer: 64, extent: 4096 });
  const built = (Number(process.hrtime.bigint() - begin) / 1e9).toFixed(2);
  let largest = 0;
  const least = best(lines(list).slice(0, 400), ([z, x, y]) => {
    const t = tiles.getTile(+z, +x, +y);
    if (t) largest = Math.max(largest, vtpbf.fromGeojsonVt({ layer: t }, { version: 2 }).length);
  });
  console.log(what, least, `index ${built} s, largest tile ${(largest / 1000).toFixed(0)} kB`);
}
