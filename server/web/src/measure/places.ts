// Distances between named places, measured by the server on the ellipsoid, with the points it used.
import { ask, post } from '../api.ts';
import { fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { list, number, object, text } from '../json.ts';
import { messageOf } from '../problem.ts';
import { whole, distance as words } from '../words.ts';

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
      h('div', { class: 'result' }, h('span', {}, t('measure.distance')), h('b', { dir: 'ltr' }, words(km(answer)))),
      there !== null &&
        h(
          'div',
          { class: 'result' },
          h('span', {}, t('measure.bearing')),
          h(
            'b',
            { dir: 'ltr' },
            [there, back]
              .filter((d) => d !== null)
              .map((d) => `${d.toFixed(1)}°`)
              .join(' / '),
          ),
        ),
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

/** Many sites, all pairs. */
export function matrix(signal: AbortSignal): HTMLElement {
  const sites = h('textarea', { id: 'sites', dir: 'auto', rows: 4 });
  const output = h('div', { role: 'status', id: 'matrix' });
  const measure = async (): Promise<void> => {
    const names = sites.value
      .split('\n')
      .map((s) => s.trim())
      .filter(Boolean);
    const answer = object(await post('/matrix', { from: names }, signal));
    const rows = list(answer.distances_m ?? answer.distances ?? answer.rows).map((r) => list(r).map(number));
    const cell = (i: number, j: number): string => (i === j ? '–' : whole((rows[i]?.[j] ?? 0) / 1000));
    const row = (name: string, i: number): HTMLElement =>
      h('tr', {}, h('th', { scope: 'row', dir: 'auto' }, name), ...names.map((_, j) => h('td', {}, cell(i, j))));
    fill(
      output,
      h(
        'table',
        { class: 'matrix' },
        h('thead', {}, h('tr', {}, h('th', {}), ...names.map((n) => h('th', { scope: 'col', dir: 'auto' }, n)))),
        h('tbody', {}, ...names.map(row)),
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
    h('h3', {}, t('measure.matrix')),
    h(
      'form',
      { class: 'form', onsubmit },
      h('label', {}, h('span', {}, t('measure.sites')), sites),
      h('div', { class: 'actions' }, h('button', { type: 'submit', id: 'measure-matrix' }, t('measure.compute'))),
    ),
    output,
  );
}
