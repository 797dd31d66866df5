// The legend of what is in view, and only of that: actors, classes of zones, bases of front lines, steps of numbers, statuses.
import type { App } from '../app.ts';
import { fill, h } from '../dom.ts';
import { actors, type Collection, type Thing } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { number, text } from '../json.ts';
import { nobody } from '../map/palette.ts';
import type { Theme } from '../map/theme.ts';
import { inView } from '../map/view.ts';
import { whole } from '../words.ts';
import * as sign from './swatches.ts';

/** A sign, its words, and a longer explanation. */
export type Entry = [SVGElement, string, string?];

export interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Actors that have a colour on the map; the people of a flow have the one of all people. */
function actorEntries(app: App, seen: readonly Thing[], theme: Theme): Entry[] {
  const coloured = seen.filter((x) => x.collection !== 'flows' && x.collection !== 'events');
  const found = [...new Map(coloured.flatMap(actors))].sort(([, a], [, b]) => a.localeCompare(b));
  return found.map(([id, name]) => [sign.actorSign(app.palette().get(id) ?? nobody, theme.name), name]);
}

const of = (seen: readonly Thing[], collection: Collection): Thing[] => seen.filter((x) => x.collection === collection);
const values = (seen: readonly Thing[], collection: Collection, key: string): string[] =>
  [...new Set(of(seen, collection).map((x) => text(x.props[key])))].filter(Boolean).sort();

const classEntries = (seen: readonly Thing[]): Entry[] =>
  values(seen, 'zones', 'class').map((c) => [sign.classSign(c), term('class', c), term('classhelp', c)]);

function lineEntries(app: App, seen: readonly Thing[]): Entry[] {
  const lines = of(seen, 'frontlines');
  const entries: Entry[] = values(lines, 'frontlines', 'basis').map((b) => [
    sign.frontSign(b),
    term('basis', b),
    term('basishelp', b),
  ]);
  const bands = new Set((app.situation().things.get('frontbands') ?? []).map((x) => text(x.props.line)));
  if (lines.some((x) => bands.has(x.id))) entries.push([sign.bandSign(), t('layers.frontbands')]);
  return entries;
}

/** The least number of each step: the server's classes of width. */
const bounds = [0, 1_000, 10_000, 100_000, 500_000];

/** "10,000 to 100,000 people", "under 1,000 people", "500,000 people or more". */
function step(n: number): string {
  const [from = 0, to] = [bounds[n - 1], bounds[n]];
  if (to === undefined) return t('legend.from', { from: whole(from) });
  return from === 0 ? t('legend.under', { to: whole(to) }) : t('legend.range', { from: whole(from), to: whole(to) });
}

function flowEntries(seen: readonly Thing[]): Entry[] {
  const flows = of(seen, 'flows');
  const counted = flows.filter((x) => x.props.unquantified !== true);
  const steps = [...new Set(counted.map((x) => number(x.props.width_class) ?? 1))].sort();
  const entries: Entry[] = steps.map((n) => [sign.flowSign(n), step(n)]);
  if (flows.length > counted.length) entries.push([sign.flowSign(0), t('legend.unquantified')]);
  if (flows.some((x) => x.props.shape !== 'curve')) entries.push([sign.haloSign(), t('legend.openend')]);
  if (of(seen, 'displaced').length > 0) entries.push([sign.stockSign(), t('layers.displaced')]);
  return entries;
}

function statusEntries(seen: readonly Thing[]): Entry[] {
  const entries: Entry[] = values(seen, 'control', 'status').map((v) => [sign.statusSign(v), term('status', v)]);
  const listed = entries.some(([, words]) => words === term('status', 'besieged'));
  if (!listed && of(seen, 'control').some((x) => x.props.besieged === true))
    entries.push([sign.statusSign('besieged'), term('status', 'besieged')]);
  return entries;
}

function otherEntries(seen: readonly Thing[]): Entry[] {
  const signs = [
    ['forces', sign.forceSign],
    ['events', sign.eventSign],
    ['places', sign.placeSign],
  ] as const;
  return signs.flatMap(([name, make]): Entry[] => (of(seen, name).length > 0 ? [[make(), t(`layers.${name}`)]] : []));
}

const line = ([mark, words, help]: Entry): HTMLElement =>
  h('li', { title: help ?? '' }, mark as unknown as Node, h('span', { dir: 'auto' }, words));

/** The legend of what is on the map now, by kinds of things; those that have nothing to say are left out. */
export function groups(app: App, theme: Theme): Group[] {
  const seen = inView(app);
  const all: [string, Entry[]][] = [
    [t('legend.actors'), actorEntries(app, seen, theme)],
    [t('layers.zones'), classEntries(seen)],
    [t('layers.frontlines'), lineEntries(app, seen)],
    [t('layers.flows'), flowEntries(seen)],
    [t('layers.control'), statusEntries(seen)],
    [t('legend.other'), otherEntries(seen)],
  ];
  return all.filter(([, entries]) => entries.length > 0).map(([title, entries]) => ({ title, entries }));
}

const block = ({ title, entries }: Group): HTMLElement =>
  h('section', {}, h('h3', {}, title), h('ul', { class: 'legend' }, ...entries.map(line)));

export const legend = (app: App, theme: Theme = app.theme()): HTMLElement[] => groups(app, theme).map(block);

/** The entry for land that no report speaks of. */
export const noneEntry = (): Entry => [sign.noneSign(), t('legend.noinformation')];
export const noInformation = (): HTMLElement => line(noneEntry());

export function drawLegend(app: App, root: HTMLElement): void {
  const blocks = legend(app);
  const none = blocks.length === 0;
  fill(
    root,
    h('h2', {}, t('legend.title')),
    ...blocks,
    none ? h('p', { class: 'muted' }, t('legend.none')) : h('ul', { class: 'legend' }, noInformation()),
  );
}
