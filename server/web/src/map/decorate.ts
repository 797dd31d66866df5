// Works out, once per load, what a style cannot: colours of both sides, patterns, labels, arrowheads at the ends of flows.
import type { Feature, FeatureCollection, LineString, Position } from 'geojson';
import { type Thing, toGeoJSON, value } from '../feature.ts';
import { term } from '../i18n/i18n.ts';
import { type Json, strings, text } from '../json.ts';
import { amount, day, short } from '../words.ts';
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

/** A feature with what its layers need to draw it. */
export function decorate(t: Thing, palette: Palette, theme: Theme): Feature | null {
  const p = t.props;
  const own = slot(palette, strings(p.holders)[0], p.holder_id, p.actor_id, p.holder, p.actor_name, p.actor);
  const colour = colourOf(own, theme.name);
  const extra: Json = { _colour: colour };
  if (t.collection === 'zones') zone(extra, t, palette, theme, own);
  if (t.collection === 'control')
    Object.assign(extra, { _ring: imageName('siege', besieger(p, palette, theme), theme.halo) });
  if (t.collection === 'flows' || t.collection === 'displaced') extra._label = numberLabel(t);
  if (t.collection === 'frontlines') extra._label = frontLabel(t);
  if (t.collection === 'displaced') extra.width_class = p.width_class ?? classOf(t);
  return toGeoJSON(t, extra);
}

const besieger = (p: Json, palette: Palette, theme: Theme): string =>
  colourOf(slot(palette, text(p.besieger_id).split('|')[0]), theme.name);

function zone(extra: Json, t: Thing, palette: Palette, theme: Theme, own: Slot): void {
  const kind = text(t.props.class);
  const [a, b] = sides(t.props, palette);
  const second = b === nobody ? theme.land : colourOf(b, theme.name);
  if (kind === 'contested') extra._pattern = imageName('hatch', colourOf(a, theme.name), second);
  if (kind === 'disputed') extra._pattern = imageName('dots', colourOf(a, theme.name));
  const texture = textureOf(own, theme.name);
  if (texture !== 'plain') extra._texture = imageName(texture, theme.name === 'print' ? '#FFFFFF' : theme.halo);
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

/** The arrowheads of flows: a point at each end, turned along the last stretch. A halo has none. */
export function heads(flows: readonly Thing[], theme: Theme): Feature[] {
  return flows.flatMap((t) => {
    const line = lastLine(t);
    if (!line || text(t.props.shape) === 'halo') return [];
    const [from, to] = line.slice(-2) as [Position, Position];
    const properties = {
      id: t.id,
      width_class: t.props.width_class ?? 1,
      _turn: turn(from, to),
      _icon: imageName('arrow', theme.people, theme.halo),
    };
    return [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: to }, properties }];
  });
}

function lastLine(t: Thing): LineString['coordinates'] | null {
  const g = t.geometry;
  const line =
    g?.type === 'LineString' ? g.coordinates : g?.type === 'MultiLineString' ? g.coordinates.at(-1) : undefined;
  return line && line.length > 1 ? line : null;
}

/** The turn of an arrow that points right, in degrees clockwise, so that it lies along a line as Mercator draws it. */
export function turn(from: Position, to: Position): number {
  const x = (to[0] ?? 0) - (from[0] ?? 0);
  const y = mercator(to[1] ?? 0) - mercator(from[1] ?? 0);
  return (-Math.atan2(y, x) * 180) / Math.PI;
}

const mercator = (lat: number): number => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;

/** The line of a label under the map: what the feature says in one line. */
export const since = (t: Thing): string => day(text(t.props.since) || t.validFrom);
