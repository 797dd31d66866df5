// From the situation of a day to what is drawn of it: the reader's filters, and places that no other layer speaks of.
import type { Thing } from './feature.ts';
import { tileFilter, wanted } from './filter.ts';
import { lang } from './i18n/i18n.ts';
import { text } from './json.ts';
import type { Drawn } from './map/layers.ts';
import type { Scene } from './map/overlay.ts';
import type { Palette } from './map/palette.ts';
import type { Theme } from './map/theme.ts';
import type { Situation } from './situation.ts';
import type { State } from './state.ts';

/** The things that the filters let through. */
export const filtered = (s: Situation, state: State): ReadonlyMap<Drawn, readonly Thing[]> =>
  new Map(
    [...s.things].map(([name, things]) => [
      name,
      (name === 'places' ? silent(s) : things).filter((x) => wanted(x, state) && !repeats(x)),
    ]),
  );

/** A second report of the same movement with no other figure: the one that is recommended stands for both. */
const repeats = (x: Thing): boolean => text(x.props.role) === 'triangulation' && x.props.conflict !== true;

/** Kinds of places that are no spot on a map: countries, continents. The ground bears their names. */
const tooLarge = /^(PCL|CONT|TERR)/;

/** Places that no other layer speaks of: the others carry their names already. */
function silent(s: Situation): readonly Thing[] {
  const spoken = new Set(
    (['control', 'displaced'] as const).flatMap((name) => s.things.get(name) ?? []).map((x) => text(x.props.place)),
  );
  return (s.things.get('places') ?? []).filter(
    (x) => !spoken.has(x.id) && !spoken.has(text(x.props.place)) && !tooLarge.test(text(x.props.place_kind)),
  );
}

export const sceneOf = (s: Situation, state: State, theme: Theme, palette: Palette, load: number): Scene => ({
  theme,
  palette,
  lang: lang(),
  state,
  valid: s.valid,
  things: filtered(s, state),
  tileFilter: tileFilter(state),
  load,
});
