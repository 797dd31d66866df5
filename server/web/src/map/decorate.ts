// Works out, once per load, what a style cannot: colours of both sides, patterns, labels.
import type { Feature, FeatureCollection } from 'geojson';
import { type Thing, toGeoJSON, value } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { type Json, number, strings, text } from '../json.ts';
import { placeName } from '../names.ts';
import { amount, short } from '../words.ts';
import { middle } from './box.ts';
import { colourOf, nobody, type Palette, type Slot, textureOf } from './palette.ts';
import { imageName } from './patterns.ts';
import type { Theme } from './theme.ts';

export const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

const slot = (palette: Palette, ...ids: unknown[]): Slot => {
  for (const id of ids) {
    const found = palette.get(text(id));
    if (found) return found;
  }
  return nobody;
};

/** The two sides of a contested zone: the ones named, or the holder and nobody. */
function sides(props: Json, palette: Palette): [Slot, Slot] {
  const ids = strings(props.holders);
  const [a = text(props.holder_id), b = ''] = ids;
  return [slot(palette, a), slot(palette, b)];
}

/** Places with a burst of arrowheads round them: their names must stand further off. */
export const ringed = (flows: readonly Thing[]): ReadonlySet<string> =>
  new Set(flows.filter(isHalo).flatMap((x) => [text(x.props.origin_id), text(x.props.destination_id)]));

const isHalo = (t: Thing): boolean => text(t.props.shape) === 'halo';

/** A feature with what its layers need to draw it. */
export function decorate(
  t: Thing,
  palette: Palette,
  theme: Theme,
  ringed: ReadonlySet<string> = new Set(),
): Feature | null {
  const p = t.props;
  const own = slot(palette, strings(p.holders)[0], p.holder_id, p.actor_id, p.holder, p.actor_name, p.actor);
  const colour = colourOf(own, theme.name);
  const extra: Json = { _colour: colour, ...(t.collection !== 'zones' && { _name: placeName(p, t.id) }) };
  if (t.collection === 'zones') zone(extra, t, palette, theme, own);
  if (t.collection === 'control') held(extra, t, palette, theme);
  if (t.collection === 'flows' || t.collection === 'displaced' || t.collection === 'forces')
    extra._label = numberLabel(t);
  if (t.collection === 'frontlines') extra._label = frontLabel(t);
  if (t.collection === 'displaced') extra.width_class = p.width_class ?? classOf(t);
  if (ringed.has(text(p.place) || t.id)) extra._gap = 1.7;
  if (t.collection === 'forces') extra._box = imageName('force', colour, theme.halo);
  if (t.collection === 'flows' && isHalo(t))
    extra._burst = imageName('burst', theme.people, theme.halo, p.destination_known === true ? 'in' : 'out');
  return toGeoJSON(isHalo(t) ? pointed(t) : t, extra);
}

/** A movement of which one end is not known stands at the other: a ring round the place would look like a siege or an area. */
function pointed(t: Thing): Thing {
  const coordinates = middle(t.geometry);
  return coordinates ? { ...t, geometry: { type: 'Point', coordinates } } : t;
}

/** The mark of a place: a ring round what is besieged, halves in the colours of those who fight for it. */
function held(extra: Json, { props: p }: Thing, palette: Palette, theme: Theme): void {
  const of = (id: string | undefined): string => colourOf(slot(palette, id), theme.name);
  extra._ring = imageName('siege', of(text(p.besieger_id).split('|')[0]), theme.halo);
  if (p.besieged === true) extra._gap = 1.5;
  const [a, b] = [...strings(p.holders), ...strings(p.against)];
  if (a !== undefined) extra._mark = imageName('split', of(a), b === undefined ? theme.halo : of(b), theme.ink);
}

function zone(extra: Json, t: Thing, palette: Palette, theme: Theme, own: Slot): void {
  const kind = text(t.props.class);
  const [a, b] = sides(t.props, palette);
  const second = b === nobody ? theme.land : colourOf(b, theme.name);
  if (kind === 'contested') extra._pattern = imageName('hatch', colourOf(a, theme.name), second);
  if (kind === 'disputed') extra._pattern = imageName('dots', colourOf(a, theme.name));
  extra._label = zoneLabel(t);
  const texture = textureOf(own, theme.name);
  if (texture !== 'plain') extra._texture = imageName(texture, theme.name === 'print' ? '#FFFFFF' : theme.halo);
}

/** Who holds it; what is stale says since when nobody spoke of it. */
function zoneLabel({ props: p }: Thing): string {
  const age = number(p.age_days);
  const old = text(p.class) === 'stale' && age !== null;
  return text(p.holder) + (old ? `\n${t('zone.old', { days: Math.round(age) })}` : '');
}

function numberLabel(t: Thing): string {
  const v = value(t.props.value);
  const said = amount(v, short);
  return said === '?' ? '' : said;
}

function frontLabel(t: Thing): string {
  const basis = text(t.props.basis);
  return basis === 'observed' ? '' : term('basis', basis);
}

/** Steps of a stock: the same bounds as for flows. */
function classOf(t: Thing): number {
  const v = value(t.props.value);
  const n = v?.best ?? v?.high ?? v?.low ?? 0;
  return n >= 500_000 ? 5 : n >= 100_000 ? 4 : n >= 10_000 ? 3 : n >= 1_000 ? 2 : 1;
}
