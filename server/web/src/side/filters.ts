// Filters: who, what, from whom, how sure, how far reviewed. Choices are those that the day offers.
import type { App } from '../app.ts';
import { fill, h } from '../dom.ts';
import { actors, publishers, stateOf, type Thing } from '../feature.ts';
import { filtering } from '../filter.ts';
import { t, term } from '../i18n/i18n.ts';
import { all } from '../situation.ts';

type Key = 'actors' | 'kinds' | 'sources' | 'states';

const offers: Record<Key, (x: Thing) => [string, string][]> = {
  actors,
  kinds: (x) => (x.kind === '' ? [] : [[x.kind, term('kind', x.kind)]]),
  sources: (x) => publishers(x).map((p) => [p, p]),
  states: (x) => (stateOf(x) === '' ? [] : [[stateOf(x), term('state', stateOf(x))]]),
};

function group(app: App, key: Key): HTMLElement | null {
  const chosen = app.store.get()[key];
  const choices = new Map(all(app.situation()).flatMap(offers[key]));
  for (const c of chosen) if (!choices.has(c)) choices.set(c, c);
  if (choices.size === 0) return null;
  const toggle = (id: string) => (): void => {
    const now = app.store.get()[key];
    app.store.set({ [key]: now.includes(id) ? now.filter((x) => x !== id) : [...now, id].sort() });
  };
  const sorted = [...choices].sort(([, a], [, b]) => a.localeCompare(b));
  const line = ([id, name]: [string, string]): HTMLElement =>
    h(
      'label',
      {},
      h('input', { type: 'checkbox', checked: chosen.includes(id), onchange: toggle(id) }),
      h('span', { dir: 'auto' }, name),
    );
  return h('fieldset', { 'data-filter': key }, h('legend', {}, t(`filter.${key}`)), ...sorted.map(line));
}

function least(app: App): HTMLElement {
  const { least: now } = app.store.get();
  const onchange = (e: Event): void => app.store.set({ least: Number((e.target as HTMLInputElement).value) });
  return h(
    'label',
    { class: 'least' },
    h('span', {}, t('filter.least', { share: now })),
    h('input', { type: 'range', id: 'least', min: 0, max: 95, step: 5, value: now, onchange }),
  );
}

export function drawFilters(app: App, root: HTMLElement): void {
  const on = filtering(app.store.get());
  const open = root.querySelector('details')?.open ?? on;
  const clear = (): void => app.store.set({ actors: [], kinds: [], sources: [], states: [], least: 0 });
  fill(
    root,
    h(
      'details',
      { open },
      h('summary', {}, h('h2', {}, t('filter.title')), on && h('span', { class: 'badge' }, t('filter.on'))),
      on && h('button', { type: 'button', id: 'clear-filters', onclick: clear }, t('filter.clear')),
      ...(['actors', 'kinds', 'sources', 'states'] as const).map((key) => group(app, key)),
      least(app),
    ),
  );
}
