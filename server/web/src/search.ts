// The search box: places of the gazetteer, actors and words of the reports on the map, one list, by keyboard or pointer.
import { ask } from './api.ts';
import type { App } from './app.ts';
import { debounce, fill, h } from './dom.ts';
import { actors, type Thing } from './feature.ts';
import { lang, t } from './i18n/i18n.ts';
import { isObject, list, number, object, text } from './json.ts';
import { boxOfAll } from './map/box.ts';
import { move } from './map/create.ts';
import { saying, thingPath, title } from './panel/thing.ts';

interface Found {
  readonly group: string;
  readonly label: string;
  readonly note: string;
  pick(): void;
}

/** Folds case and accents, so that "tal afar" finds "Tall ‘Afar" once the marks are gone. */
export const folded = (s: string): string =>
  s
    .normalize('NFKD')
    .replace(/[\p{M}’‘'ʿʾ-]/gu, '')
    .toLowerCase();

function place(app: App, input: unknown): Found | null {
  const feature = object(input);
  const outer = object(feature.properties);
  const p = isObject(outer.geocoding) ? outer.geocoding : outer;
  const [lon, lat] = list(object(feature.geometry).coordinates).map(number);
  if (lon == null || lat == null) return null;
  const note = [text(p.state), text(p.country)].filter(Boolean).join(', ');
  const pick = (): void => {
    move(app.map, [lon, lat], Math.max(app.map.getZoom(), 8));
    const here = app
      .shown()
      .find(
        (x) =>
          x.collection === 'control' && (text(x.props.place) === text(p.id) || text(x.props.name) === text(p.name)),
      );
    if (here) app.open(thingPath(here));
  };
  return { group: t('search.places'), label: text(p.name) || text(p.label), note, pick };
}

async function places(app: App, q: string, signal: AbortSignal): Promise<Found[]> {
  const c = app.map.getCenter();
  const params = new URLSearchParams({
    q,
    limit: '7',
    near: `${c.lng.toFixed(3)},${c.lat.toFixed(3)}`,
    lang: lang(),
  });
  const body = object(await ask(`/autocomplete?${params}`, { signal }));
  return list(body.features)
    .map((f) => place(app, f))
    .filter((f) => f !== null);
}

function actorsNamed(app: App, q: string): Found[] {
  const named = new Map(app.shown().flatMap((x) => actors(x).map(([id, name]) => [id, [name, x] as [string, Thing]])));
  return [...named]
    .filter(([, [name]]) => folded(name).includes(q))
    .slice(0, 3)
    .map(([id, [name]]) => ({
      group: t('search.actors'),
      label: name,
      note: t('search.filter'),
      pick: () => {
        app.store.set({ actors: [id] });
        const box = boxOfAll(app.shown().filter((x) => actors(x).some(([a]) => a === id)));
        if (box) app.map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 60, maxZoom: 9, duration: 0 });
      },
    }));
}

function words(app: App, q: string): Found[] {
  const says = (x: Thing): string => x.evidence.find((e) => folded(e.exact).includes(q))?.exact ?? '';
  const found = app.shown().filter((x) => folded(title(x)).includes(q) || says(x) !== '');
  return found.slice(0, 5).map((x) => ({
    group: t('search.words'),
    label: title(x),
    note: says(x) || saying(x),
    pick: () => app.open(thingPath(x)),
  }));
}

export function makeSearch(app: App): HTMLElement {
  let found: Found[] = [];
  let at = -1;
  let running = new AbortController();
  const results = h('ul', { id: 'found', role: 'listbox', 'aria-label': t('search.label'), hidden: true });
  const input = h('input', {
    id: 'search',
    type: 'search',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: t('search.placeholder'),
    'aria-label': t('search.label'),
    'aria-expanded': 'false',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    dir: 'auto',
  });
  const close = (): void => {
    results.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const pick = (i: number): void => {
    found[i]?.pick();
    input.value = '';
    close();
    input.blur();
  };
  const draw = (): void => {
    let group = '';
    const line = (f: Found, i: number): HTMLElement[] => {
      const head = f.group === group ? [] : [h('li', { class: 'group', role: 'presentation' }, f.group)];
      group = f.group;
      return [
        ...head,
        h(
          'li',
          {
            id: `found-${i}`,
            role: 'option',
            'aria-selected': String(i === at),
            onmousedown: (e) => {
              e.preventDefault();
              pick(i);
            },
          },
          h('b', { dir: 'auto' }, f.label),
          h('span', { dir: 'auto' }, f.note),
        ),
      ];
    };
    fill(results, ...(found.length > 0 ? found.flatMap(line) : [h('li', { class: 'group' }, t('search.nothing'))]));
    results.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    if (at >= 0) input.setAttribute('aria-activedescendant', `found-${at}`);
  };
  const look = debounce(90, () => {
    running.abort();
    running = new AbortController();
    const q = input.value.trim();
    if (q === '') return close();
    const near = [...actorsNamed(app, folded(q)), ...words(app, folded(q))];
    const { signal } = running;
    void places(app, q, signal)
      .catch(() => [])
      .then((p) => {
        if (signal.aborted) return;
        found = [...p, ...near];
        at = found.length > 0 ? 0 : -1;
        draw();
      });
  });
  input.addEventListener('input', look);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      input.value = '';
      close();
      input.blur();
      e.stopPropagation();
    }
    if (e.key === 'Enter' && at >= 0) pick(at);
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    e.preventDefault();
    at = (at + (e.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length);
    draw();
  });
  return h('div', { class: 'search', role: 'search' }, input, results);
}
