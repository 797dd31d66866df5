// Distances between named places, measured by the server on the ellipsoid, with the points it used.
import { ask, post } from '../api.ts';
import { fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { list, number, object, text } from '../json.ts';
import { messageOf } from '../problem.ts';
import { whole, distance as words } from '../words.ts';
import { bearings, result } from './results.ts';
import type { Site } from './sites.ts';

const field = (id: string, label: string): [HTMLElement, HTMLInputElement] => {
  const input = h('input', { type: 'text', id, dir: 'auto' });
  return [h('label', {}, h('span', {}, label), input), input];
};

const km = (answer: Record<string, unknown>): number => number(answer.distance_km) ?? 0;

function nameOf(input: unknown, otherwise: string): string {
  const p = object(input);
  const [lon = null, lat = null] = list(p.point).map(number);
  return `${text(p.name) || otherwise}${lon === null || lat === null ? '' : ` (${lat.toFixed(4)}, ${lon.toFixed(4)})`}`;
}

/** Two names, one distance. */
export function between(signal: AbortSignal): HTMLElement {
  const [fromLabel, from] = field('from', t('measure.from'));
  const [toLabel, to] = field('to', t('measure.to'));
  const output = h('div', { role: 'status', id: 'between' });
  const measure = async (): Promise<void> => {
    const q = new URLSearchParams({ from: from.value, to: to.value });
    const answer = object(await ask(`/distance?${q}`, { signal }));
    const there = number(object(answer.bearing).degrees);
    const back = number(object(answer.bearing_back).degrees);
    fill(
      output,
      result(t('measure.distance'), words(km(answer))),
      there !== null && back !== null && result(t('measure.bearing'), bearings(there, back)),
      h(
        'p',
        { class: 'muted', dir: 'auto' },
        t('measure.points', { from: nameOf(answer.from, from.value), to: nameOf(answer.to, to.value) }),
      ),
    );
  };
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    void measure().catch((error: unknown) =>
      fill(output, h('p', { class: 'failed', role: 'alert' }, messageOf(error))),
    );
  };
  return h(
    'section',
    {},
    h('h3', {}, t('measure.between')),
    h(
      'form',
      { class: 'form', onsubmit },
      h('div', { class: 'pair' }, fromLabel, toLabel),
      h('div', { class: 'actions' }, h('button', { type: 'submit', id: 'measure-between' }, t('measure.compute'))),
    ),
    output,
  );
}

export interface Pairs {
  readonly node: HTMLElement;
  /** Looks again whether there are sites on the map to take. */
  offer(): void;
}

/** A site to the server: a point, or a name that it looks up. */
type End = string | [number, number];

/** All pairs of many sites: those marked on the map, and those whose names are written or pasted. */
export function matrix(signal: AbortSignal, marked: () => readonly Site[]): Pairs {
  const sites = h('textarea', { id: 'sites', dir: 'auto', rows: 4 });
  const output = h('div', { role: 'status', id: 'matrix' });
  const measure = async (): Promise<void> => {
    const written = sites.value
      .split('\n')
      .map((s) => s.trim())
      .filter(Boolean);
    const names = [...marked().map((s) => s.name), ...written];
    const from: End[] = [...marked().map((s): End => [s.at[0] ?? 0, s.at[1] ?? 0]), ...written];
    const answer = object(await post('/matrix', { from }, signal));
    const rows = list(answer.distances_m ?? answer.distances ?? answer.rows).map((r) => list(r).map(number));
    fill(output, table(names, rows));
  };
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    void measure().catch((error: unknown) =>
      fill(output, h('p', { class: 'failed', role: 'alert' }, messageOf(error))),
    );
  };
  const count = h('p', { class: 'muted', id: 'matrix-marked' });
  const node = h(
    'section',
    {},
    h('h3', {}, t('measure.matrix')),
    h(
      'form',
      { class: 'form', onsubmit },
      count,
      h('label', {}, h('span', {}, t('measure.sites')), sites),
      h('div', { class: 'actions' }, h('button', { type: 'submit', id: 'measure-matrix' }, t('measure.compute'))),
    ),
    output,
  );
  const offer = (): void => {
    count.textContent = t('measure.marked', { n: marked().length });
  };
  offer();
  return { node, offer };
}

/** Distances in km, rounded, with the sites at both sides. */
function table(names: readonly string[], rows: readonly (readonly (number | null)[])[]): HTMLElement {
  const cell = (i: number, j: number): string => (i === j ? '–' : whole((rows[i]?.[j] ?? 0) / 1000));
  const row = (name: string, i: number): HTMLElement =>
    h('tr', {}, h('th', { scope: 'row', dir: 'auto' }, name), ...names.map((_, j) => h('td', {}, cell(i, j))));
  const head = h('tr', {}, h('th', {}), ...names.map((n) => h('th', { scope: 'col', dir: 'auto' }, n)));
  return h(
    'div',
    { class: 'wide', tabindex: '0' },
    h('table', { class: 'matrix' }, h('thead', {}, head), h('tbody', {}, ...names.map(row))),
  );
}
