// Reads lines of JSON {mvt, mlt} (base64) and compares what both say through the decoders that maps use.
import {readFileSync} from 'node:fs';
import {isDeepStrictEqual} from 'node:util';
import {decodeTile} from '@maplibre/mlt';
import {VectorTile} from '@mapbox/vector-tile';
import * as pbf from 'pbf';

const Reader = pbf.PbfReader ?? pbf.Pbf ?? pbf.default;
const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'));
const plain = (rings) => rings.map((ring) => ring.map((p) => [p.x, p.y]));
const kindOf = (type) => (type % 3) + 1;
let features = 0;
const types = new Set();

function compare(at, old, now) {
  const want = {id: old.id, kind: old.type, geometry: plain(old.loadGeometry()), properties: {...old.properties}};
  const have = {
    id: now.id === undefined ? undefined : Number(now.id), kind: kindOf(now.geometry.type),
    geometry: plain(now.geometry.coordinates), properties: {...now.properties},
  };
  types.add(now.geometry.type);
  for (const [key, value] of Object.entries(have.properties)) {
    const before = want.properties[key];
    if (typeof value === 'string' && before !== undefined && typeof before !== 'string') want.properties[key] = String(before);
  }
  if (!isDeepStrictEqual(want, have)) throw new Error(`${at}: MVT ${JSON.stringify(want)}, MLT ${JSON.stringify(have)}`);
}

const lines = readFileSync(0, 'utf8').split('\n').filter((line) => line);
lines.forEach((line, n) => {
  const pair = JSON.parse(line);
  const old = new VectorTile(new Reader(bytes(pair.mvt))).layers;
  const tables = decodeTile(bytes(pair.mlt));
  const names = Object.keys(old).filter((name) => old[name].length > 0);
  if (!isDeepStrictEqual(names, tables.map((t) => t.name))) throw new Error(`tile ${n}: layers ${names} against ${tables.map((t) => t.name)}`);
  for (const table of tables) {
    const layer = old[table.name];
    const list = table.getFeatures();
    if (layer.length !== list.length || layer.extent !== table.extent) throw new Error(`tile ${n} ${table.name}: ${layer.length} against ${list.length} features, extent ${layer.extent} against ${table.extent}`);
    list.forEach((f, i) => compare(`tile ${n} ${table.name} feature ${i}`, layer.feature(i), f));
    features += list.length;
  }
});
console.log(JSON.stringify({tiles: lines.length, features, types: [...types].sort()}));
