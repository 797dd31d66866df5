// The legend of what is in view, and only of that: actors, classes of zones, bases of front lines, widths of flows.
import type { App } from '../app.ts';
import { fill, h, s } from '../dom.ts';
import type { Thing } from '../feature.ts';
import { actors } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { number, text } from '../json.ts';
import { colourOf, nobody, textureOf } from '../map/palette.ts';
import type { Theme } from '../map/theme.ts';
import { inView } from '../map/view.ts';

type Entry = [SVGElement, string, string?];

const swatch = (...children: SVGElement[]): SVGElement =>
  s('svg', { viewBox: '0 0 28 14', class: 'swatch', 'aria-hidden': 'true' }, ...children);

function actorEntries(app: App, seen: readonly Thing[], theme: Theme): Entry[] {
  const found = new Map(seen.flatMap((x) => (x.collection === 'flows' ? [] : actors(x))));
  return [...found].map(([id, name]) => {
    const slot = app.palette().get(id) ?? nobody;
    const colour = colourOf(slot, theme.name);
    const box = s('rect', {
      x: 1,
      y: 1,
      width: 26,
      height: 12,
      rx: 2,
      fill: colour,
      'fill-opacity': 0.62,
      stroke: colour,
    });
    return [swatch(box, ...textureMarks(textureOf(slot, theme.name))), name];
  });
}

function textureMarks(texture: string): SVGElement[] {
  if (texture === 'plain') return [];
  if (texture === 'dots') return [6, 14, 22].map((x) => s('circle', { cx: x, cy: 7, r: 1.6, class: 'texture' }));
  const bar = s('path', { d: 'M2 4.5H26M2 9.5H26', class: 'texture-line' });
  return texture === 'bars' ? [bar] : [bar, s('path', { d: 'M8 2V12M14 2V12M20 2V12', class: 'texture-line' })];
}

const classMarks: Record<string, () => SVGElement> = {
  assessed: () => s('rect', { x: 1, y: 1, width: 26, height: 12, rx: 2, class: 'lg-solid' }),
  claimed: () => s('rect', { x: 1, y: 1, width: 26, height: 12, rx: 2, class: 'lg-claimed' }),
  contested: () => s('path', { d: 'M1 13 13 1M7 13 19 1M13 13 25 1M19 13 27 5', class: 'lg-hatch' }),
  disputed: () => s('path', { d: 'M4 4h.1M10 10h.1M16 4h.1M22 10h.1', class: 'lg-dots' }),
  stale: () => s('rect', { x: 1, y: 1, width: 26, height: 12, rx: 2, class: 'lg-stale' }),
};

const values = (seen: readonly Thing[], collection: string, key: string): string[] =>
  [...new Set(seen.filter((x) => x.collection === collection).map((x) => text(x.props[key])))].filter(Boolean).sort();

const classEntries = (seen: readonly Thing[]): Entry[] =>
  values(seen, 'zones', 'class').map((name) => [
    swatch((classMarks[name] ?? classMarks.assessed ?? s)('g')),
    term('class', name),
    term('classhelp', name),
  ]);

const lineEntries = (seen: readonly Thing[]): Entry[] =>
  values(seen, 'frontlines', 'basis').map((basis) => [
    swatch(s('path', { d: 'M1 7H27', class: `lg-front ${basis}` })),
    term('basis', basis),
    term('basishelp', basis),
  ]);

const widths = [1.6, 2.8, 4.6, 7, 10];
const bounds = ['< 1 000', '1 000 –', '10 000 –', '100 000 –', '500 000 –'];

function flowEntries(seen: readonly Thing[]): Entry[] {
  const flows = seen.filter((x) => x.collection === 'flows');
  const known = new Set(
    flows.filter((x) => x.props.unquantified !== true).map((x) => number(x.props.width_class) ?? 1),
  );
  const entries: Entry[] = [...known]
    .sort()
    .map((n) => [
      swatch(s('path', { d: 'M1 7H27', class: 'lg-flow', 'stroke-width': widths[n - 1] ?? 2 })),
      `${bounds[n - 1] ?? ''} ${t('unit.person')}`,
    ]);
  if (flows.some((x) => x.props.unquantified === true))
    entries.push([
      swatch(s('path', { d: 'M1 7H27', class: 'lg-flow unknown', 'stroke-width': 2 })),
      t('legend.unquantified'),
    ]);
  if (flows.some((x) => x.props.shape !== 'curve'))
    entries.push([
      swatch(s('path', { d: 'M4 7H16M12 3l5 4-5 4', class: 'lg-flow', 'stroke-width': 2 })),
      t('legend.openend'),
    ]);
  return entries;
}

const statusEntries = (seen: readonly Thing[]): Entry[] =>
  values(seen, 'control', 'status').map((status) => [
    swatch(
      ...(status === 'besieged' ? [s('circle', { cx: 14, cy: 7, r: 5.6, class: 'lg-siege' })] : []),
      s('circle', { cx: 14, cy: 7, r: 3.4, class: status === 'contested' ? 'lg-contested' : 'lg-dot' }),
    ),
    term('status', status),
  ]);

function block(title: string, entries: Entry[]): HTMLElement | null {
  if (entries.length === 0) return null;
  const line = ([mark, words, help]: Entry): HTMLElement =>
    h('li', { title: help ?? '' }, mark as unknown as Node, h('span', { dir: 'auto' }, words));
  return h('section', {}, h('h3', {}, title), h('ul', { class: 'legend' }, ...entries.map(line)));
}

/** The legend's blocks for what is on the map now. */
export function legend(app: App, theme: Theme = app.theme()): (HTMLElement | null)[] {
  const seen = inView(app);
  return [
    block(t('legend.actors'), actorEntries(app, seen, theme)),
    block(t('layers.zones'), classEntries(seen)),
    block(t('layers.frontlines'), lineEntries(seen)),
    block(t('layers.flows'), flowEntries(seen)),
    block(t('layers.control'), statusEntries(seen)),
  ];
}

/** The line for land that no report speaks of. */
export const noInformation = (): HTMLElement =>
  h(
    'li',
    {},
    swatch(s('path', { d: 'M1 13 13 1M7 13 19 1M13 13 25 1M19 13 27 5', class: 'lg-none' })) as unknown as Node,
    h('span', {}, t('legend.noinformation')),
  );

export function drawLegend(app: App, root: HTMLElement): void {
  const blocks = legend(app);
  const none = blocks.every((b) => b === null);
  fill(
    root,
    h('h2', {}, t('legend.title')),
    ...blocks,
    none ? h('p', { class: 'muted' }, t('legend.none')) : h('ul', { class: 'legend' }, noInformation()),
  );
}
