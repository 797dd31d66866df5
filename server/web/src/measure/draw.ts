// What measuring draws on the map: the marked sites, the line through them with the length of each leg, the area they
// enclose, and a ring.
import type { Feature, Position } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import type { App } from '../app.ts';
import { bold } from '../map/base.ts';
import { collection } from '../map/decorate.ts';
import { distance as words } from '../words.ts';
import { distance, ring } from './geodesy.ts';
import type { Site } from './sites.ts';

const source = 'dl-measure';
const layers = ['measure-area', 'measure-ring', 'measure-line', 'measure-point', 'measure-length'];

export function addLayers(app: App): void {
  const { map } = app;
  if (map.getSource(source)) return;
  const { focus, halo, ink } = app.theme();
  const what = (kind: string): ['==', ['get', string], string] => ['==', ['get', 'what'], kind];
  map.addSource(source, { type: 'geojson', data: collection([]) });
  map.addLayer({
    id: 'measure-area',
    type: 'fill',
    source,
    filter: what('area'),
    paint: { 'fill-color': focus, 'fill-opacity': 0.08 },
  });
  map.addLayer({
    id: 'measure-ring',
    type: 'line',
    source,
    filter: what('ring'),
    paint: { 'line-color': focus, 'line-width': 1.8 },
  });
  map.addLayer({
    id: 'measure-line',
    type: 'line',
    source,
    filter: what('leg'),
    paint: { 'line-color': focus, 'line-width': 2.4, 'line-dasharray': [3, 1.4] },
  });
  map.addLayer({
    id: 'measure-point',
    type: 'circle',
    source,
    filter: what('site'),
    paint: { 'circle-radius': 5, 'circle-color': halo, 'circle-stroke-color': focus, 'circle-stroke-width': 2.4 },
  });
  map.addLayer({
    id: 'measure-length',
    type: 'symbol',
    source,
    filter: what('length'),
    layout: {
      'text-field': ['get', 'length'],
      'text-font': bold,
      'text-size': 12,
      'text-offset': [0, -0.9],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 2 },
  });
}

export function removeLayers(app: App): void {
  for (const id of layers) if (app.map.getLayer(id)) app.map.removeLayer(id);
  if (app.map.getSource(source)) app.map.removeSource(source);
}

export interface Drawing {
  readonly sites: readonly Site[];
  readonly centre: Site | undefined;
  readonly km: number;
}

export const draw = (app: App, d: Drawing): void => {
  app.map.getSource<GeoJSONSource>(source)?.setData(collection(features(d)));
};

const line = (coordinates: Position[], properties: Record<string, string>): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});

const spot = (coordinates: Position, properties: Record<string, string>): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});

/** The leg from one point to the next, and its length in words at its middle: a short leg has no room along it. */
function leg(a: Position, b: Position): Feature[] {
  const middle = [((a[0] ?? 0) + (b[0] ?? 0)) / 2, ((a[1] ?? 0) + (b[1] ?? 0)) / 2];
  return [line([a, b], { what: 'leg' }), spot(middle, { what: 'length', length: words(distance(a, b)) })];
}

function features({ sites, centre, km }: Drawing): Feature[] {
  const points = sites.map((s) => s.at);
  const legs = points.slice(1).flatMap((b, i) => leg(points[i] ?? b, b));
  const area: Feature[] =
    points.length > 2
      ? [
          {
            type: 'Feature',
            properties: { what: 'area' },
            geometry: { type: 'Polygon', coordinates: [[...points, points[0] ?? []]] },
          },
        ]
      : [];
  const dots = points.map((at) => spot(at, { what: 'site' }));
  const circle = centre && km > 0 ? [line(ring(centre.at, km), { what: 'ring' })] : [];
  return [...area, ...circle, ...legs, ...dots];
}
