// The map as a list: all that is shown, in words, for those who read rather than look.
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import type { Collection, Thing } from '../feature.ts';
import { t } from '../i18n/i18n.ts';
import { text } from '../json.ts';
import { told } from '../map/layers.ts';
import { day } from '../words.ts';
import { saying, thingPath, title } from './thing.ts';

function entry(app: App, x: Thing): HTMLElement {
  const since = day(text(x.props.since) || x.validFrom);
  const button = h(
    'button',
    { type: 'button', class: 'link', dir: 'auto', onclick: () => app.open(thingPath(x)) },
    title(x),
  );
  const rest = [saying(x), since].filter(Boolean).join(' · ');
  return h(
    'li',
    { 'data-thing': `${x.collection}/${x.id}` },
    button,
    rest === '' ? '' : h('span', { class: 'muted', dir: 'auto' }, rest),
  );
}

function group(app: App, name: Collection, things: readonly Thing[]): HTMLElement | null {
  if (things.length === 0) return null;
  const sorted = [...things].sort((a, b) => title(a).localeCompare(title(b)));
  return h(
    'section',
    {},
    h('h3', {}, `${t(`layers.${name as 'zones'}`)} `, h('span', { class: 'count' }, String(things.length))),
    h('ul', { class: 'things' }, ...sorted.map((x) => entry(app, x))),
  );
}

export const listView: View = (app) => {
  const off = app.store.get().off;
  const shown = app.shown().filter((x) => !off.includes(x.collection));
  const groups = [...told].reverse().map((name) =>
    group(
      app,
      name,
      shown.filter((x) => x.collection === name),
    ),
  );
  return h(
    'article',
    { class: 'list' },
    h('h2', {}, t('list.title')),
    h('p', { class: 'muted' }, t('list.note', { n: shown.length, day: day(app.valid()) })),
    ...(shown.length === 0 ? [h('p', {}, t('list.empty'))] : groups),
  );
};
