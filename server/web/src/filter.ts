// The filters of the reader: one meaning, as a test of things in memory and as an expression for tiles.
import type { FilterSpecification } from 'maplibre-gl';
import { actors, publishers, stateOf, type Thing } from './feature.ts';
import type { State } from './state.ts';

/** Whether the reader wants to see a thing. What a thing does not say does not hide it, but for a source: no source, no show. */
export function wanted(t: Thing, s: State): boolean {
  const some = (chosen: readonly string[], have: readonly string[]): boolean =>
    chosen.length === 0 || have.length === 0 || have.some((x) => chosen.includes(x));
  if (
    !some(
      s.actors,
      actors(t).map(([id]) => id),
    )
  )
    return false;
  if (!some(s.kinds, t.kind === '' ? [] : [t.kind])) return false;
  if (!some(s.states, stateOf(t) === '' ? [] : [stateOf(t)])) return false;
  if (s.sources.length > 0 && !publishers(t).some((p) => s.sources.includes(p))) return false;
  return t.confidence === null || t.confidence * 100 >= s.least;
}

/** The same for tiles, as far as tiles say it. */
export function tileFilter(s: State): FilterSpecification | null {
  const parts: unknown[] = [];
  const among = (name: string, chosen: readonly string[]): void => {
    if (chosen.length > 0) parts.push(['any', ['!', ['has', name]], ['in', ['get', name], ['literal', chosen]]]);
  };
  if (s.actors.length > 0) {
    const id = ['coalesce', ['get', 'holder_id'], ['get', 'actor_id'], ['get', 'holder'], ''];
    parts.push(['any', ['==', id, ''], ['in', id, ['literal', s.actors]]]);
  }
  among('kind', s.kinds);
  among('state', s.states);
  among('publisher', s.sources);
  if (s.least > 0) parts.push(['>=', ['coalesce', ['get', 'confidence'], 1], s.least / 100]);
  return parts.length === 0 ? null : (['all', ...parts] as FilterSpecification);
}

export const filtering = (s: State): boolean =>
  s.actors.length + s.kinds.length + s.sources.length + s.states.length > 0 || s.least > 0;
