// Pointing at the map: hover shows, click opens, and what is open is marked.
import type { MapGeoJSONFeature, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import type { App } from '../app.ts';
import { fill, h } from '../dom.ts';
import { thing } from '../feature.ts';
import { saying, title } from '../panel/thing.ts';
import { all } from '../situation.ts';
import { type Drawn, drawn, sourceOf, told } from './layers.ts';
import { layerIds } from './overlay.ts';

const topFirst = [...told].reverse();
/** How far from the pointer, in pixels, a thin thing still counts as hit. */
const reach = 6;

interface Hit {
  readonly collection: Drawn;
  readonly id: string;
  readonly feature: MapGeoJSONFeature;
}

function hit(map: MapLibre, e: MapMouseEvent): Hit | null {
  const { x, y } = e.point;
  const box: [[number, number], [number, number]] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
  const layers = topFirst.flatMap((name) => layerIds(map, name));
  const near = map.queryRenderedFeatures(box, { layers });
  for (const collection of topFirst) {
    // A point near the pointer is meant; an area must lie under it.
    const pool = collection === 'zones' ? map.queryRenderedFeatures(e.point, { layers: layerIds(map, 'zones') }) : near;
    const feature = pool.find((f) => f.source === sourceOf(collection));
    const id = feature?.properties.id;
    if (feature && typeof id === 'string') return { collection, id, feature };
  }
  return null;
}

/** Marks one feature at a time with a feature-state. */
function marker(map: MapLibre, state: string) {
  let now: Hit | null = null;
  const put = (at: Hit | null, on: boolean): void => {
    if (!at || !map.getSource(sourceOf(at.collection))) return;
    const layer = at.feature?.sourceLayer;
    map.setFeatureState(
      { source: sourceOf(at.collection), id: at.id, ...(layer && { sourceLayer: layer }) },
      { [state]: on },
    );
  };
  return (next: Hit | null): void => {
    put(now, false);
    now = next;
    put(now, true);
  };
}

export interface Pointer {
  /** Marks what is open. */
  select(open: string): void;
  /** While another tool takes the clicks, they open nothing. */
  capture(on: boolean): void;
}

export function interact(app: App, map: MapLibre, tip: HTMLElement): Pointer {
  const hover = marker(map, 'hover');
  const selected = marker(map, 'selected');
  let captured = false;
  let last: MapMouseEvent | null = null;
  const look = (): void => {
    const e = last;
    last = null;
    if (!e || map.isMoving()) return;
    const found = captured ? null : hit(map, e);
    hover(found);
    map.getCanvas().style.cursor = captured ? 'crosshair' : found ? 'pointer' : '';
    showTip(app, tip, found, e);
  };
  // Once a frame is often enough, and a map that moves under the pointer is not asked at all.
  map.on('mousemove', (e) => {
    if (!last) requestAnimationFrame(look);
    last = e;
  });
  map.on('mouseout', () => {
    last = null;
    hover(null);
    tip.hidden = true;
  });
  map.on('click', (e) => {
    if (captured) return;
    const found = hit(map, e);
    if (found) app.open(`thing/${found.collection}/${found.id}`);
  });
  return {
    select(open) {
      const [, collection, ...id] = open.split('/');
      const known = drawn.find((name) => name === collection);
      const id_ = id.join('/');
      selected(open.startsWith('thing/') && known ? ({ collection: known, id: id_ } as Hit) : null);
    },
    capture(on) {
      captured = on;
    },
  };
}

function showTip(app: App, tip: HTMLElement, found: Hit | null, e: MapMouseEvent): void {
  tip.hidden = !found;
  if (!found) return;
  const known = all(app.situation()).find((x) => x.collection === found.collection && x.id === found.id);
  const x = known ?? thing(found.collection, { ...found.feature, id: found.id });
  if (!x) return;
  fill(tip, h('b', { dir: 'auto' }, title(x)), h('span', { dir: 'auto' }, saying(x)));
  const { clientWidth } = app.map.getContainer();
  tip.style.transform = `translate(${Math.min(e.point.x + 14, clientWidth - 230)}px, ${e.point.y + 14}px)`;
}
