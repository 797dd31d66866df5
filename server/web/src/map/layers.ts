// The layers of the situation. Pure: a collection's features carry what decorate.ts worked out (`_colour`, `_pattern` …).
// The same layers read GeoJSON and tiles; from tiles, colours come from the actor's id.
import type { LayerSpecification } from 'maplibre-gl';
import type { Collection } from '../feature.ts';
import { control } from './layers/control.ts';
import { flows } from './layers/flows.ts';
import { frontbands, frontlines } from './layers/frontlines.ts';
import { type Look, sourceOf } from './layers/look.ts';
import { displaced, events, forces, places } from './layers/points.ts';
import { zones } from './layers/zones.ts';

export { headLayer } from './layers/flows.ts';
export { type Look, sourceOf } from './layers/look.ts';

const makers = { zones, frontbands, frontlines, flows, places, events, forces, displaced, control } as const;

/** Collections drawn on the map, from the bottom to the top. */
export const drawn = [
  'zones',
  'frontbands',
  'frontlines',
  'flows',
  'places',
  'events',
  'forces',
  'displaced',
  'control',
] as const satisfies Collection[];
export type Drawn = (typeof drawn)[number];

/** The layer that a collection is switched with: the band in which a front line may run goes with the line. */
export const switchOf = (name: Drawn): Drawn => (name === 'frontbands' ? 'frontlines' : name);

/** Collections of which each thing says something; a band only says how sure its line is. */
export const told = drawn.filter((name) => switchOf(name) === name);

/** The layers of a collection, in drawing order. */
export function layersOf(collection: Drawn, look: Look): LayerSpecification[] {
  const source = { source: sourceOf(collection), ...(look.tiled && { 'source-layer': collection }) };
  return makers[collection](look).map(
    (layer) => ({ ...(layer as object), ...source }) as unknown as LayerSpecification,
  );
}
