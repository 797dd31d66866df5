// Why the geoparser put a name where it did, and where else it might be.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { reason } from '../i18n/reasons.ts';
import { isObject, type Json, list, number, object, strings, text } from '../json.ts';
import { pin } from '../map/pins.ts';
import { country } from '../names.ts';
import { percent } from '../words.ts';

/** Shows a place of the gazetteer on the map, with a pin. */
export function showPlace(app: App, p: Json): void {
  const [lon, lat] = [number(p.lon), number(p.lat)];
  if (lon !== null && lat !== null) pin(app, [{ lon, lat, name: text(p.name) }]);
}

export function mentionBox(app: App, m: Json): HTMLElement {
  const where = object(m.place);
  const other = list(m.candidates)
    .map(object)
    .filter((c) => text(c.id) !== text(where.id))
    .slice(0, 5);
  const link = (p: Json, name: string): HTMLElement =>
    h('button', { type: 'button', class: 'link', onclick: () => showPlace(app, p), dir: 'auto' }, name);
  const line = (p: Json): HTMLElement =>
    h(
      'li',
      {},
      link(p, [text(p.name), country(text(p.country))].filter(Boolean).join(', ')),
      ` ${percent(number(p.score))}`,
    );
  return h(
    'div',
    { class: 'mentionbox', role: 'region', 'aria-label': text(m.text) },
    h('h3', { dir: 'auto' }, text(m.text), h('small', {}, term('role', text(m.role)))),
    isObject(m.place)
      ? h(
          'p',
          {},
          link(where, text(where.name)),
          ' ',
          h('bdi', {}, country(text(where.country))),
          ` · ${percent(number(m.confidence))}`,
        )
      : h('p', { class: 'muted' }, t('mention.unplaced')),
    strings(m.reasons).length > 0 &&
      h('ul', { class: 'reasons' }, ...strings(m.reasons).map((r) => h('li', { dir: 'auto' }, reason(r)))),
    other.length > 0 && h('h4', {}, t('mention.others')),
    h('ul', {}, ...other.map(line)),
  );
}
