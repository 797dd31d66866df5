// What of the situation lies in the view.
import type { App } from '../app.ts';
import type { Thing } from '../feature.ts';
import { type Box, boxOf, meets } from './box.ts';
import { rendered } from './rendered.ts';

/** The shown things whose box meets the view, of layers that are on; of tiles, what is drawn. */
export function inView(app: App): Thing[] {
  const b = app.map.getBounds();
  const view: Box = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()];
  const off = app.store.get().off;
  const listed = app.shown().filter((x) => {
    const box = boxOf(x.geometry);
    return box !== null && !off.includes(x.collection) && meets(box, view);
  });
  return [...listed, ...[...app.situation().large.keys()].flatMap((name) => rendered(app.map, name))];
}
