// Puts the situation on a map: one source a collection, GeoJSON while it is small, tiles where it is large.
import type { FilterSpecification, GeoJSONSource, Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import { query } from '../api.ts';
import type { Thing } from '../feature.ts';
import { text } from '../json.ts';
import type { State } from '../state.ts';
import { collection, decorate, ringed } from './decorate.ts';
import { heads } from './heads.ts';
import { type Drawn, drawn, headLayer, layersOf, sourceOf, switchOf } from './layers.ts';
import type { Palette } from './palette.ts';
import type { Theme } from './theme.ts';

export interface Scene {
  readonly theme: Theme;
  readonly palette: Palette;
  readonly lang: string;
  readonly state: State;
  /** The day to draw: `state.valid`, or the other day of a comparison. */
  readonly valid: string;
  /** The collections' things after filtering; a collection that is missing is too large and comes as tiles. */
  readonly things: ReadonlyMap<Drawn, readonly Thing[]>;
  /** The filter of tiles, or null for none. */
  readonly tileFilter: FilterSpecification | null;
  /** Counts how often the situation was loaded: tiles of an earlier load are asked for again. */
  readonly load: number;
}

/** Draws a scene. Sources and layers that are there already get new data instead of being made again. */
export function show(map: MapLibre, scene: Scene): void {
  for (const name of drawn) {
    const things = scene.things.get(name);
    if (things) putThings(map, name, things, scene);
    else putTiles(map, name, scene);
    setVisible(map, name, !scene.state.off.includes(switchOf(name)));
  }
  putHeads(map, scene);
  quietGround(map, scene);
}

/** The most names that the ground leaves out: a longer list would cost more than it tidies. */
const mostQuiet = 500;

/** The ground does not repeat the names that the situation bears. */
function quietGround(map: MapLibre, scene: Scene): void {
  if (!map.getLayer('towns')) return;
  const shown = (['control', 'displaced', 'places'] as const).filter((name) => !scene.state.off.includes(name));
  const names = [
    ...new Set(shown.flatMap((name) => scene.things.get(name) ?? []).map((t) => text(t.props.name))),
  ].sort();
  const quiet = names.length > 0 && names.length <= mostQuiet;
  const filter = quiet ? (['!', ['in', ['get', 'name'], ['literal', names]]] as FilterSpecification) : null;
  if (JSON.stringify(map.getFilter('towns') ?? null) !== JSON.stringify(filter)) map.setFilter('towns', filter);
}

const look = (scene: Scene, tiled: boolean) => ({
  theme: scene.theme,
  palette: scene.palette,
  lang: scene.lang,
  tiled,
});

function putThings(map: MapLibre, name: Drawn, things: readonly Thing[], scene: Scene): void {
  const near = ringed(scene.things.get('flows') ?? []);
  const features = things.map((t) => decorate(t, scene.palette, scene.theme, near)).filter((f) => f !== null);
  const source = map.getSource<GeoJSONSource>(sourceOf(name));
  if (source?.type === 'geojson') {
    source.setData(collection(features));
    return;
  }
  remove(map, name);
  map.addSource(sourceOf(name), { type: 'geojson', data: collection(features), promoteId: 'id', tolerance: 0.2 });
  addLayers(map, name, scene, false);
}

/** The loads that the tiles of a map are of, by collection. */
const loads = new WeakMap<MapLibre, Map<Drawn, number>>();

function putTiles(map: MapLibre, name: Drawn, scene: Scene): void {
  const q = query(name, scene.state, scene.valid);
  const tiles = [`${location.origin}/tiles/${name}/{z}/{x}/{y}.mvt?${q}`];
  const known = loads.get(map) ?? new Map<Drawn, number>();
  loads.set(map, known);
  const source = map.getSource<VectorTileSource>(sourceOf(name));
  if (source?.type === 'vector') {
    if (source.tiles[0] !== tiles[0]) source.setTiles(tiles);
    else if (known.get(name) !== scene.load) map.refreshTiles(sourceOf(name));
    for (const id of layerIds(map, name)) map.removeLayer(id);
  } else {
    remove(map, name);
    map.addSource(sourceOf(name), { type: 'vector', tiles, maxzoom: 14, promoteId: 'id' });
  }
  known.set(name, scene.load);
  addLayers(map, name, scene, true);
}

function addLayers(map: MapLibre, name: Drawn, scene: Scene, tiled: boolean): void {
  // Layers of the situation keep their order, whichever comes first; evidence lies above the names of the ground.
  const above = drawn.slice(drawn.indexOf(name) + 1).flatMap((other) => layerIds(map, other));
  const below = name === 'zones' && map.getLayer('borders-admin') ? 'borders-admin' : above[0];
  for (const layer of layersOf(name, look(scene, tiled))) {
    const own = 'filter' in layer && layer.filter ? [layer.filter] : [];
    const filter = tiled && scene.tileFilter ? ['all', ...own, scene.tileFilter] : undefined;
    map.addLayer(filter ? ({ ...layer, filter } as typeof layer) : layer, below);
  }
}

export const layerIds = (map: MapLibre, name: string): string[] =>
  map.getLayersOrder().filter((id) => map.getLayer(id)?.source === sourceOf(name));

function remove(map: MapLibre, name: Drawn): void {
  for (const id of layerIds(map, name)) map.removeLayer(id);
  if (map.getSource(sourceOf(name))) map.removeSource(sourceOf(name));
}

function putHeads(map: MapLibre, scene: Scene): void {
  const data = collection(heads(scene.things.get('flows') ?? [], scene.theme));
  const source = map.getSource<GeoJSONSource>('dl-heads');
  if (source) source.setData(data);
  else {
    map.addSource('dl-heads', { type: 'geojson', data });
    map.addLayer(headLayer(look(scene, false)), layerIds(map, 'places')[0]);
  }
  map.setLayoutProperty('flow-heads', 'visibility', scene.state.off.includes('flows') ? 'none' : 'visible');
}

function setVisible(map: MapLibre, name: Drawn, visible: boolean): void {
  for (const id of layerIds(map, name)) map.setLayoutProperty(id, 'visibility', visible ? 'visible' : 'none');
}
