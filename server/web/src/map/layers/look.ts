// What the layers of all collections share: who looks, which colour, how wide, how faded.
import type { ExpressionSpecification } from 'maplibre-gl';
import { bold } from '../base.ts';
import { colourOf, nobody, type Palette } from '../palette.ts';
import type { Theme } from '../theme.ts';

export type Expression = ExpressionSpecification;

export interface Look {
  readonly theme: Theme;
  readonly palette: Palette;
  /** Read from tiles rather than from GeoJSON. */
  readonly tiled: boolean;
  readonly lang: string;
}

export const sourceOf = (collection: string): string => `dl-${collection}`;

const actorId: Expression = ['coalesce', ['get', 'holder_id'], ['get', 'actor_id'], ['get', 'holder'], ''];

/** The colour of the actor whose id an expression gives. */
function colourById(look: Look, id: unknown): Expression {
  const other = colourOf(nobody, look.theme.name);
  const pairs = [...look.palette].flatMap(([actor, slot]) => [actor, colourOf(slot, look.theme.name)]);
  return (pairs.length > 0 ? ['match', id, ...pairs, other] : ['literal', other]) as unknown as Expression;
}

/** The colour of the actor: worked out by decorate.ts, or, from tiles, found by the actor's id; of several, the first's. */
export const colour = (look: Look): Expression =>
  ['coalesce', ['get', '_colour'], colourById(look, look.tiled ? part(0) : actorId)] as Expression;

/** The first or second of the ids that tiles carry joined by "|"; the second of one alone is ''. */
function part(n: 0 | 1): unknown {
  const at = ['index-of', '|', ['var', 'ids']];
  const one = ['<', at, 0];
  return [
    'let',
    'ids',
    actorId,
    n === 0
      ? ['case', one, ['var', 'ids'], ['slice', ['var', 'ids'], 0, at]]
      : ['case', one, '', ['slice', ['var', 'ids'], ['+', at, 1]]],
  ];
}

/** The name of the hatch in both sides' colours, for contested ground out of tiles. */
export const hatchOf = (look: Look): Expression =>
  ['concat', 'hatch|', colourById(look, part(0)), '|', colourById(look, part(1))] as unknown as Expression;

/** A width in pixels for each of the five steps of a number; an unknown number has the first. */
export const width = (...steps: number[]): Expression =>
  [
    'match',
    ['coalesce', ['get', 'width_class'], 1],
    ...steps.slice(0, 5).flatMap((step, i) => [i + 1, step]),
    steps[0],
  ] as unknown as Expression;

/** A value while the feature is open, under the pointer, and otherwise. */
export const lit = (on: number, hover: number, off: number): Expression => [
  'case',
  ['boolean', ['feature-state', 'selected'], false],
  on,
  ['boolean', ['feature-state', 'hover'], false],
  hover,
  off,
];

const age: Expression = ['coalesce', ['get', 'age_days'], 0];
/** Full to a week, fading to a month, then stale: domain practice for support by reports. */
export const fade = (full: number): Expression => ['interpolate', ['linear'], age, 7, full, 30, full * 0.55];

/** The name of a place beside its mark; a feature with `_gap` keeps it further off, for what is drawn around it. */
export const name = (id: string, look: Look, rank: number): unknown => ({
  id,
  type: 'symbol',
  layout: {
    'text-field': ['coalesce', ['get', '_name'], ['get', `name_${look.lang}`], ['get', 'name'], ''],
    'text-font': bold,
    'text-size': ['interpolate', ['linear'], ['zoom'], 4, 11.5, 10, 14.5],
    'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
    'text-radial-offset': ['coalesce', ['get', '_gap'], 0.75],
    'text-justify': 'auto',
    'text-padding': 3,
    'symbol-sort-key': rank,
  },
  paint: { 'text-color': look.theme.ink, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.8 },
});

/** The figure of people beside a movement or a stock. */
export const figure = (look: Look): Record<string, unknown> => ({
  'text-color': look.theme.people,
  'text-halo-color': look.theme.halo,
  'text-halo-width': 1.8,
});
