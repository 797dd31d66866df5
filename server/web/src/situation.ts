// Loads the situation of a day: all drawn collections at once, each by itself, so that one that fails hides no other.
import { items, query } from './api.ts';
import type { Thing } from './feature.ts';
import { actors as actorsOf } from './feature.ts';
import { number } from './json.ts';
import { type Drawn, drawn, told } from './map/layers.ts';
import type { Weighted } from './map/palette.ts';
import { isAbort } from './problem.ts';
import type { State } from './state.ts';

/** Beyond this many features a collection is drawn from tiles. */
export const most = 2000;

export interface Situation {
  readonly valid: string;
  readonly things: ReadonlyMap<Drawn, readonly Thing[]>;
  /** How many there are of the collections that are too large to load and come as tiles. */
  readonly large: ReadonlyMap<Drawn, number>;
  /** The collections that did not load, with the reason. */
  readonly failed: ReadonlyMap<Drawn, unknown>;
}

export const nothing: Situation = { valid: '', things: new Map(), large: new Map(), failed: new Map() };

export async function load(state: State, valid: string, signal: AbortSignal): Promise<Situation> {
  const things = new Map<Drawn, readonly Thing[]>();
  const large = new Map<Drawn, number>();
  const failed = new Map<Drawn, unknown>();
  const read = async (name: Drawn): Promise<void> => {
    try {
      const page = await items(name, query(name, state, valid), most, signal);
      if (page.matched <= most) things.set(name, page.things);
      else large.set(name, page.matched);
    } catch (error) {
      if (isAbort(error)) throw error;
      // An older server has no bands; their lines are drawn without.
      if (name !== 'frontbands') failed.set(name, error);
      things.set(name, []);
    }
  };
  await Promise.all(drawn.map(read));
  return { valid, things, large, failed };
}

export const all = (s: Situation): Thing[] => told.flatMap((name) => s.things.get(name) ?? []);

/** The actors of a situation, weighed by how much they hold: an area in km², or one for each point. */
export const weigh = (s: Situation): Weighted[] => weighThings(all(s));

export function weighThings(things: readonly Thing[]): Weighted[] {
  const found = new Map<string, { name: string; weight: number }>();
  for (const t of things)
    for (const [id, name] of actorsOf(t)) {
      const had = found.get(id) ?? { name, weight: 0 };
      found.set(id, { name: had.name, weight: had.weight + (number(t.props.area_km2) ?? 1) });
    }
  return [...found].map(([id, a]) => ({ id, ...a }));
}
