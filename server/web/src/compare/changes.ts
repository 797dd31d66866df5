// What changed between the two days: places that changed hands, movements that began, areas won and lost.
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import { value } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { text } from '../json.ts';
import { saying, thingPath, title } from '../panel/thing.ts';
import { all, load, type Situation } from '../situation.ts';
import { day, quantity, whole } from '../words.ts';
import { areas, type Change, diff } from './diff.ts';

function words(c: Change): string {
  const p = c.thing.props;
  switch (c.kind) {
    case 'new':
      return saying(c.thing);
    case 'gone':
      return t('changes.gone');
    case 'holder':
      return `${text(c.before.props.holder) || '?'} → ${text(p.holder) || '?'}`;
    case 'status':
      return `${term('status', text(c.before.props.status))} → ${term('status', text(p.status))}`;
    case 'value':
      return `${quantity(value(c.before.props.value))} → ${quantity(value(p.value))}`;
  }
}

const line = (app: App, c: Change): HTMLElement =>
  h(
    'li',
    { class: `change ${c.kind}` },
    h('span', { class: 'tag' }, t(`changes.${c.kind}`)),
    h(
      'button',
      { type: 'button', class: 'link', dir: 'auto', onclick: () => app.open(thingPath(c.thing)) },
      title(c.thing),
    ),
    h('span', { class: 'muted', dir: 'auto' }, words(c)),
  );

function areaTable(before: Situation, after: Situation): HTMLElement | null {
  const a = areas(before.things.get('zones') ?? []);
  const b = areas(after.things.get('zones') ?? []);
  const holders = [...new Set([...a.keys(), ...b.keys()])].sort();
  if (holders.length === 0) return null;
  const signed = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : '±'}${whole(Math.abs(n))}`;
  const row = (name: string): HTMLElement => {
    const [was, is] = [a.get(name) ?? 0, b.get(name) ?? 0];
    return h(
      'tr',
      {},
      h('th', { scope: 'row', dir: 'auto' }, name),
      h('td', {}, whole(was)),
      h('td', {}, whole(is)),
      h('td', {}, signed(is - was)),
    );
  };
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, t('changes.area')),
    h('th', { scope: 'col' }, day(before.valid)),
    h('th', { scope: 'col' }, day(after.valid)),
    h('th', { scope: 'col' }, '±'),
  );
  return h('table', { class: 'areas' }, h('thead', {}, head), h('tbody', {}, ...holders.map(row)));
}

export const changesView: View = async (app, _args, signal) => {
  const { compare } = app.store.get();
  if (compare === '')
    return h('article', { class: 'changes' }, h('h2', {}, t('changes.title')), h('p', {}, t('changes.choose')));
  const other = await load(app.store.get(), compare, signal);
  const [before, after] = compare < app.valid() ? [other, app.situation()] : [app.situation(), other];
  const changes = diff(all(before), all(after));
  return h(
    'article',
    { class: 'changes' },
    h('h2', {}, t('changes.title')),
    h('p', { class: 'muted' }, t('changes.between', { from: day(before.valid), to: day(after.valid) })),
    changes.length === 0
      ? h('p', {}, t('changes.none'))
      : h('ul', { class: 'things' }, ...changes.map((c) => line(app, c))),
    areaTable(before, after),
  );
};
