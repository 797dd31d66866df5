// The sites that a reader marks for measuring: by click or tap, by name, or the middle of the map by key.
import type { Position } from 'geojson';
import type { MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { list, number, object, text } from '../json.ts';
import { sourceOf } from '../map/layers.ts';
import { layerIds } from '../map/overlay.ts';
import { placeName } from '../names.ts';
import { Problem } from '../problem.ts';

export interface Site {
  readonly name: string;
  /** Longitude, latitude in degrees. */
  readonly at: Position;
}

/** How far from the pointer, in pixels, a place still is what was meant. */
const reach = 12;
const pointed = ['control', 'places', 'displaced'] as const;

export const bare = ([lon = 0, lat = 0]: Position): Site => ({
  name: `${lat.toFixed(4)}, ${lon.toFixed(4)}`,
  at: [lon, lat],
});

/** What was clicked: the place of the map nearest to the pointer, with its own point, else the ground. */
export function under(app: App, e: MapMouseEvent): Site {
  const { x, y } = e.point;
  const layers = pointed.flatMap((name) => layerIds(app.map, name));
  const box: [[number, number], [number, number]] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
  const found = app.map.queryRenderedFeatures(box, { layers }).flatMap((f) => siteOf(app, f));
  // A label may reach far from its place: the distance to the place itself counts.
  const far = (s: Site): number => app.map.project([s.at[0] ?? 0, s.at[1] ?? 0]).dist(e.point);
  const nearest = found.filter((s) => far(s) <= reach).sort((a, b) => far(a) - far(b))[0];
  return nearest ?? bare([e.lngLat.lng, e.lngLat.lat]);
}

function siteOf(app: App, f: MapGeoJSONFeature): Site[] {
  if (f.geometry.type !== 'Point') return [];
  const id = text(f.properties.id);
  const own = pointed.find((name) => sourceOf(name) === f.source);
  // A tile's coordinates are coarser than those of the list.
  const known = app.shown().find((t) => t.collection === own && t.id === id);
  const at = known?.geometry?.type === 'Point' ? known.geometry.coordinates : f.geometry.coordinates;
  const name = placeName(known?.props ?? f.properties, id);
  return name === '' ? [] : [{ name, at }];
}

/** The place that a name means, by the server's geocoder. Throws a Problem where it knows none. */
export async function byName(name: string, signal: AbortSignal): Promise<Site> {
  const answer = object(await ask(`/geocode?${new URLSearchParams({ q: name, limit: '1' })}`, { signal }));
  const hit = object(list(answer.features)[0]);
  const [lon, lat] = list(object(hit.geometry).coordinates).map(number);
  if (typeof lon !== 'number' || typeof lat !== 'number') throw new Problem(404, `“${name}”: ?`);
  const props = object(hit.properties);
  return { name: text(props.name) || text(object(props.geocoding).name) || name, at: [lon, lat] };
}
