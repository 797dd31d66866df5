// Places that a name may mean, from the geocoder, and as numbered marks on the map while a reviewer chooses.
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl';
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { isObject, list, number, object, text } from '../json.ts';
import { bold } from '../map/base.ts';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** The areas that hold it, from small to large. */
  readonly within: string;
  readonly country: string;
  readonly lon: number;
  readonly lat: number;
}

function candidate(input: unknown): Candidate | null {
  const f = object(input);
  const outer = object(f.properties);
  const p = isObject(outer.geocoding) ? outer.geocoding : outer;
  const [lon, lat] = list(object(f.geometry).coordinates).map(number);
  if (lon == null || lat == null) return null;
  const within = [text(p.county), text(p.state), text(p.country)].filter(Boolean);
  const country = text(p.country_code).toUpperCase();
  return { id: text(p.id) || text(f.id), name: text(p.name), within: within.join(', '), country, lon, lat };
}

async function read(path: string): Promise<Candidate[]> {
  const body = object(await ask(path).catch(() => ({})));
  return list(body.features)
    .map(candidate)
    .filter((c) => c !== null);
}

export const named = (name: string): Promise<Candidate[]> =>
  name.trim() === '' ? Promise.resolve([]) : read(`/geocode?${new URLSearchParams({ q: name, limit: '6' })}`);

export const nearTo = (lon: number, lat: number): Promise<Candidate[]> =>
  read(`/reverse?lon=${lon.toFixed(5)}&lat=${lat.toFixed(5)}&limit=5`);

const source = 'dl-candidates';
const layers = ['candidate-dot', 'candidate-number'] as const;

function addLayers(app: App): void {
  if (app.map.getSource(source)) return;
  const { focus, halo } = app.theme();
  app.map.addSource(source, { type: 'geojson', data: marks([]) });
  app.map.addLayer({
    id: layers[0],
    type: 'circle',
    source,
    paint: {
      'circle-radius': 11,
      'circle-color': ['case', ['get', 'chosen'], focus, halo],
      'circle-stroke-color': focus,
      'circle-stroke-width': 2.4,
    },
  });
  app.map.addLayer({
    id: layers[1],
    type: 'symbol',
    source,
    layout: { 'text-field': ['get', 'number'], 'text-font': bold, 'text-size': 12, 'text-allow-overlap': true },
    paint: { 'text-color': ['case', ['get', 'chosen'], halo, focus] },
  });
}

function marks(all: readonly Candidate[], chosen: Candidate | null = null): FeatureCollection {
  const features = all.map((c, i) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [c.lon, c.lat] },
    properties: { number: String(i + 1), chosen: c === chosen, at: i },
  }));
  return { type: 'FeatureCollection', features };
}

export interface CandidateMap {
  show(all: readonly Candidate[], chosen: Candidate | null): void;
  end(): void;
}

/** Takes the map's clicks until `end`: on a mark it is chosen, elsewhere `elsewhere` is told. */
export function candidateMap(
  app: App,
  choose: (at: number) => void,
  elsewhere: (lon: number, lat: number) => void,
): CandidateMap {
  const capture = (on: boolean): boolean => window.dispatchEvent(new CustomEvent('dateline-capture', { detail: on }));
  const onClick = (e: MapMouseEvent): void => {
    const [hit] = app.map.queryRenderedFeatures(e.point, { layers: [layers[0]] });
    if (hit) choose(Number(hit.properties.at));
    else elsewhere(e.lngLat.lng, e.lngLat.lat);
  };
  addLayers(app);
  capture(true);
  app.map.on('click', onClick);
  return {
    show: (all, chosen) => app.map.getSource<GeoJSONSource>(source)?.setData(marks(all, chosen)),
    end() {
      capture(false);
      app.map.off('click', onClick);
      for (const id of layers) if (app.map.getLayer(id)) app.map.removeLayer(id);
      if (app.map.getSource(source)) app.map.removeSource(source);
    },
  };
}
