// Land that changed hands between the two days, outlined on both maps of a comparison.
import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { list, object } from '../json.ts';
import { collection } from '../map/decorate.ts';

const source = 'dl-changed';
const layer = 'changed-edge';

/** Asks which land changed hands, from the earlier day to the later one. */
export async function changedLand(app: App, compare: string, signal: AbortSignal): Promise<Feature[]> {
  const [from, to] = [compare, app.valid()].sort();
  const { known, profile } = app.store.get();
  const q = new URLSearchParams({ datetime: `${from}T23:59:59Z/${to}T23:59:59Z`, limit: '1000' });
  if (known !== '') q.set('known', `${known}T23:59:59Z`);
  if (profile !== '') q.set('profile', profile);
  const body = object(await ask(`/collections/changes/items?${q}`, { signal }));
  return list(body.features).flatMap((f): Feature[] => {
    const { geometry } = object(f) as Partial<Feature>;
    return geometry ? [{ type: 'Feature', geometry, properties: {} }] : [];
  });
}

/** Draws the outlines on a map, or takes them away where there are none. */
export function outline(map: MapLibre, app: App, land: readonly Feature[]): void {
  const there = map.getSource<GeoJSONSource>(source);
  if (there) return void there.setData(collection([...land]));
  map.addSource(source, { type: 'geojson', data: collection([...land]) });
  map.addLayer({
    id: layer,
    type: 'line',
    source,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': app.theme().focus, 'line-width': 2.2, 'line-dasharray': [2.4, 1.2] },
  });
}

export function removeOutline(map: MapLibre): void {
  if (map.getLayer(layer)) map.removeLayer(layer);
  if (map.getSource(source)) map.removeSource(source);
}
