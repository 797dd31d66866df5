// What tiles show: the page holds no list of it, so the map is asked for what it has drawn.
import type { Map as MapLibre } from 'maplibre-gl';
import { type Thing, thing } from '../feature.ts';
import type { Drawn } from './layers.ts';
import { layerIds } from './overlay.ts';

/** The things of a collection that are drawn in the view now, once each. */
export function rendered(map: MapLibre, name: Drawn): Thing[] {
  const layers = layerIds(map, name).filter((id) => map.getLayoutProperty(id, 'visibility') !== 'none');
  if (layers.length === 0) return [];
  const found = new Map<string, Thing>();
  for (const f of map.queryRenderedFeatures({ layers })) {
    const x = thing(name, { id: f.properties.id, properties: f.properties, geometry: f.geometry });
    if (x && !found.has(x.id)) found.set(x.id, x);
  }
  return [...found.values()];
}
