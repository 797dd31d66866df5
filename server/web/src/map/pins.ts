// Pins: where the places of a sentence lie, for as long as the reader looks at it.
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import type { App } from '../app.ts';
import { bold } from './base.ts';
import { boxOfAll } from './box.ts';
import { move, reducedMotion } from './create.ts';

export interface Pin {
  readonly lon: number;
  readonly lat: number;
  readonly name: string;
}

const source = 'dl-pins';
const layers = ['pin-ring', 'pin-name'] as const;

const collection = (pins: readonly Pin[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: pins.map((p) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [p.lon, p.lat] },
    properties: { name: p.name },
  })),
});

function add(app: App): void {
  if (app.map.getSource(source)) return;
  const { focus, halo } = app.theme();
  app.map.addSource(source, { type: 'geojson', data: collection([]) });
  app.map.addLayer({
    id: layers[0],
    type: 'circle',
    source,
    paint: {
      'circle-radius': 12,
      'circle-color': 'rgba(0,0,0,0)',
      'circle-stroke-color': focus,
      'circle-stroke-width': 3,
    },
  });
  app.map.addLayer({
    id: layers[1],
    type: 'symbol',
    source,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': bold,
      'text-size': 12,
      'text-offset': [0, 1.5],
      'text-anchor': 'top',
      'text-allow-overlap': true,
    },
    paint: { 'text-color': focus, 'text-halo-color': halo, 'text-halo-width': 1.5 },
  });
}

/** Puts pins in the place of those before, and brings them into view unless `stay`. None takes the last ones away. */
export function pin(app: App, pins: readonly Pin[], stay = false): void {
  if (pins.length === 0 && !app.map.getSource(source)) return;
  add(app);
  app.map.getSource<GeoJSONSource>(source)?.setData(collection(pins));
  const [only] = pins;
  if (stay || !only) return;
  if (pins.length === 1) move(app.map, [only.lon, only.lat], Math.max(app.map.getZoom(), 7));
  else frame(app, pins);
}

/** Brings all pins into view. */
function frame(app: App, pins: readonly Pin[]): void {
  const box = boxOfAll(pins.map((p) => ({ geometry: { type: 'Point', coordinates: [p.lon, p.lat] } })));
  const options = { padding: 80, maxZoom: 9, duration: reducedMotion() ? 0 : 200 };
  if (box) app.map.fitBounds([box[0], box[1], box[2], box[3]], options);
}

/** Takes the pins away when the view that set them closes. */
export const unpinAt = (app: App, signal: AbortSignal): void =>
  signal.addEventListener('abort', () => pin(app, []), { once: true });
