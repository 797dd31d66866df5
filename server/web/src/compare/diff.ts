// What changed between two situations: by thing, in the words a desk would use.
import type { Thing } from '../feature.ts';
import { number, text } from '../json.ts';

export type Change =
  | { readonly kind: 'new'; readonly thing: Thing }
  | { readonly kind: 'gone'; readonly thing: Thing }
  | { readonly kind: 'holder' | 'status' | 'value'; readonly thing: Thing; readonly before: Thing };

/** What stays the same of a thing while it changes: its place, or its id. */
const identity = (x: Thing): string => {
  const p = x.props;
  const place = text(p.place) || (x.collection === 'control' ? text(p.name) : '');
  return `${x.collection}:${place || x.id}`;
};

const amountOf = (x: Thing): string => JSON.stringify(x.props.value ?? null);

function compare(before: Thing, thing: Thing): Change[] {
  const differs = (key: string): boolean => text(before.props[key]) !== text(thing.props[key]);
  if (differs('holder_id') || differs('holder')) return [{ kind: 'holder', thing, before }];
  if (differs('status')) return [{ kind: 'status', thing, before }];
  if (amountOf(before) !== amountOf(thing)) return [{ kind: 'value', thing, before }];
  return [];
}

/** Changes from one day to another, of the collections that have an identity through time. */
export function diff(before: readonly Thing[], after: readonly Thing[]): Change[] {
  const compared = new Set(['control', 'flows', 'displaced', 'forces', 'events', 'frontlines']);
  const index = (all: readonly Thing[]): Map<string, Thing> =>
    new Map(all.filter((x) => compared.has(x.collection)).map((x) => [identity(x), x]));
  const a = index(before);
  const b = index(after);
  const fresh = [...b].flatMap(([key, thing]): Change[] => {
    const had = a.get(key);
    return had ? compare(had, thing) : [{ kind: 'new', thing }];
  });
  const gone = [...a].filter(([key]) => !b.has(key)).map(([, thing]): Change => ({ kind: 'gone', thing }));
  return [...fresh, ...gone];
}

/** Area in km² by holder: what the zones add up to. */
export function areas(zones: readonly Thing[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const z of zones) {
    const holder = text(z.props.holder) || text(z.props.class);
    sum.set(holder, (sum.get(holder) ?? 0) + (number(z.props.area_km2) ?? 0));
  }
  return sum;
}
