// When the picture is complete, and where it begins.
import type { Map as MapLibre } from 'maplibre-gl';
import { all, type Situation } from '../situation.ts';
import { boxOfAll } from './box.ts';

/** Says on the root element when the picture is complete: printing and tests wait for it. */
export function settle(map: MapLibre, then: () => void): void {
  delete document.documentElement.dataset.ready;
  void map.once('idle', () => {
    document.documentElement.dataset.ready = 'yes';
    window.dispatchEvent(new Event('dateline-ready'));
    then();
  });
  map.triggerRepaint();
}

/** Collections that draw the eye far away: a visit abroad must not shrink the map to half the globe. */
const wide = new Set(['places', 'forces', 'events']);

/** Shows the whole situation, of what matters for the first look. */
export function fit(map: MapLibre, s: Situation): void {
  const things = all(s);
  const box = boxOfAll(things.filter((x) => !wide.has(x.collection))) ?? boxOfAll(things);
  if (!box) return;
  const padding = { top: 48, bottom: 88, left: 56, right: 56 };
  map.fitBounds([box[0], box[1], box[2], box[3]], { padding, maxZoom: 8, duration: 0 });
}
