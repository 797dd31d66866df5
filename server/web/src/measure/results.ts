// What was measured, in words: the last leg, the whole line, the area, and what lies inside the ring.
import type { Position } from 'geojson';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { saying, thingPath, title } from '../panel/thing.ts';
import { whole, distance as words } from '../words.ts';
import { area, bearing, distance } from './geodesy.ts';
import type { Site } from './sites.ts';

export const result = (name: string, value: string): HTMLElement =>
  h('div', { class: 'result' }, h('span', {}, name), h('b', { dir: 'ltr' }, value));

const degrees = (d: number): string => `${d.toFixed(1)}°`;
/** Bearings there and back, as one value. */
export const bearings = (there: number, back: number): string => `${degrees(there)} / ${degrees(back)}`;

export function results(points: readonly Position[]): HTMLElement[] {
  const [a, b] = points.slice(-2);
  if (!a || !b || points.length < 2) return [];
  const total = points.slice(1).reduce((sum, p, i) => sum + distance(points[i] ?? p, p), 0);
  return [
    result(t('measure.distance'), words(distance(a, b))),
    result(t('measure.bearing'), bearings(bearing(a, b), bearing(b, a))),
    ...(points.length > 2
      ? [result(t('measure.total'), words(total)), result(t('measure.area'), `${whole(area(points))} km²`)]
      : []),
  ];
}

/** The most lines of what lies inside. */
const most = 40;

/** What stands within so many kilometres of a site, the nearest first. */
export function inside(app: App, centre: Site, km: number): HTMLElement {
  const near = app
    .shown()
    .flatMap((x) => (x.geometry?.type === 'Point' ? [{ x, km: distance(centre.at, x.geometry.coordinates) }] : []))
    .filter((n) => n.km <= km)
    .sort((a, b) => a.km - b.km);
  const line = (n: (typeof near)[number]): HTMLElement =>
    h(
      'li',
      {},
      h('button', { type: 'button', class: 'link', dir: 'auto', onclick: () => app.open(thingPath(n.x)) }, title(n.x)),
      h('span', { class: 'muted' }, [saying(n.x), `${n.km.toFixed(1)} ${t('unit.km')}`].filter(Boolean).join(' · ')),
    );
  return h(
    'section',
    {},
    h('h3', { dir: 'auto' }, `${centre.name}: ${t('measure.inside', { n: near.length })}`),
    h('ul', { class: 'things' }, ...near.slice(0, most).map(line)),
    near.length > most && h('p', { class: 'muted' }, t('thing.more', { n: near.length - most })),
  );
}
