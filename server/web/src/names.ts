// What places are called in the reader's language, where the gazetteer knows a name; else as the reports have it.
import { lang, t } from './i18n/i18n.ts';
import { type Json, text } from './json.ts';

/** A name in the reader's language: `name_ar` for `name`. */
export const nameOf = (props: Json, key = 'name'): string => text(props[`${key}_${lang()}`]);

/** A country's name by its ISO 3166 code, out of the browser's own tables. */
export function country(code: string): string {
  if (code === '') return '';
  try {
    return new Intl.DisplayNames([lang()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * The name of the place that a thing stands at: "around Kirkuk" is made of the reader's words. English readers and places
 * without a name in the reader's language get the name that the feature has.
 */
export function placeName(props: Json, id = ''): string {
  const border = /^border:([A-Z]{2})-([A-Z]{2})$/.exec(id);
  if (border && lang() !== 'en') return t('place.border', { a: country(border[1] ?? ''), b: country(border[2] ?? '') });
  const local = nameOf(props);
  if (local === '') return text(props.name);
  const relation = text(props.relation);
  return relation === 'vicinity' ? t('place.around', { name: local }) : local;
}

/** One end of a movement. */
export const endName = (props: Json, key: 'origin' | 'destination'): string =>
  nameOf(props, key) || text(props[key]) || '?';

/** "Mosul → Alqosh": in a script that runs to the left, the arrow points left as well. */
export const fromTo = (a: string, b: string): string =>
  `${a} ${/^[^\p{L}]*\p{Script=Arabic}/u.test(a) ? '←' : '→'} ${b}`;
