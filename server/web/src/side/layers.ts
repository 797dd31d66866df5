// The left region: which layers are on, and with what sign each is drawn.
import type { App } from '../app.ts';
import { fill, h, s } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import type { Drawn } from '../map/layers.ts';

/** The layers that a reader switches. */
type Told = Exclude<Drawn, 'frontbands'>;

export const order: Told[] = ['control', 'zones', 'frontlines', 'flows', 'displaced', 'forces', 'events', 'places'];

const signs: Record<Told, () => SVGElement> = {
  zones: () => s('rect', { x: 2, y: 3, width: 12, height: 10, class: 'area' }),
  control: () => s('circle', { cx: 8, cy: 8, r: 4.5, class: 'dot' }),
  frontlines: () => s('path', { d: 'M2 13 14 3', class: 'line' }),
  flows: () => s('path', { d: 'M1 11C4 6 8 5 11 6M8.6 2.8 13 6.4 8.2 9.4', class: 'flow' }),
  displaced: () => s('circle', { cx: 8, cy: 8, r: 5, class: 'stock' }),
  forces: () => s('rect', { x: 3, y: 4, width: 10, height: 8, class: 'force' }),
  events: () => s('path', { d: 'M4 4l8 8M12 4l-8 8', class: 'event' }),
  places: () => s('circle', { cx: 8, cy: 8, r: 2.8, class: 'place' }),
};

export const sign = (name: Told): SVGElement =>
  s('svg', { viewBox: '0 0 16 16', class: 'sign', 'aria-hidden': 'true' }, signs[name]());

function toggle(app: App, name: Told, count: number): HTMLElement {
  const off = app.store.get().off;
  const change = (): void => {
    const now = app.store.get().off;
    app.store.set({ off: now.includes(name) ? now.filter((x) => x !== name) : [...now, name].sort() });
  };
  return h(
    'label',
    { class: 'layer' },
    h('input', { type: 'checkbox', checked: !off.includes(name), onchange: change }),
    sign(name) as unknown as Node,
    h('span', {}, t(`layers.${name}`)),
    h('span', { class: 'count' }, count > 0 ? String(count) : ''),
  );
}

export function drawLayers(app: App, root: HTMLElement): void {
  const counts = new Map<string, number>(app.situation().large);
  for (const x of app.shown()) counts.set(x.collection, (counts.get(x.collection) ?? 0) + 1);
  fill(root, h('h2', {}, t('layers.title')), ...order.map((name) => toggle(app, name, counts.get(name) ?? 0)));
}
