// The reasons that the server gives are English sentences of few patterns; here they are said in the reader's language. What
// has no pattern stands as it came.
import { type Key, lang, t } from './i18n.ts';

const patterns: readonly [RegExp, Key][] = [
  [/^the place of (?<name>.+)$/, 'reason.placeof'],
  [/^the most prominent of (?<n>\S+) places of this name$/, 'reason.prominent'],
  [/^one of (?<n>\S+) places of this name$/, 'reason.oneof'],
  [/^the only .+ of this name in the gazetteer$/, 'reason.only'],
  [/^stands for who acts or works there$/, 'reason.metonym'],
  [/^part of the name (?<name>.+)$/, 'reason.part'],
  [/^contained in (?<name>.+), named (?<n>\S+) sentences? before$/, 'reason.before'],
  [/^contained in (?<name>.+), named (?<n>\S+) sentences? later$/, 'reason.later'],
  [/^contained in (?<name>.+), named in the same sentence$/, 'reason.same'],
  [/^(?<n>\S+) other named places? within (?<km>\d+) km(?: \((?<names>.+)\))?$/, 'reason.near'],
  [/^.+ of (?<people>[\d,]+) inhabitants$/, 'reason.people'],
  [/^one name, one place: named (?<n>.+?)(?: times)? in the text$/, 'reason.repeated'],
  [/^fits the stated distance$/, 'reason.fits'],
  [/^contradicts the stated distance$/, 'reason.contradicts'],
  [/^named as lying in (?<name>.+)$/, 'reason.within'],
  [/^the place named before it lies in it$/, 'reason.holds'],
  [/^(?<name>.+) is named in the text$/, 'reason.named'],
  [/^lies in the (?:first-order area|country) of (?:the publisher's home )?(?<name>.+)$/, 'reason.home'],
  [/^other names of the text have a place within (?<km>\d+) km of it$/, 'reason.cluster'],
  [/^spelled (?<name>.+) in the gazetteer$/, 'reason.spelled'],
  [/^by a historic name$/, 'reason.historic'],
  [/^a well-known name$/, 'reason.famous'],
  [/^named elsewhere in the text$/, 'reason.elsewhere'],
  [/^the date of publication is not known: relative dates cannot be placed$/, 'reason.nodate'],
  [/^fits the map$/, 'reason.map'],
  [/^the stated distance differs from the measured one$/, 'reason.distance'],
  [/^the stated direction differs from the measured one$/, 'reason.direction'],
  [/^two actors are said to hold the place$/, 'reason.twoactors'],
  [/^one denies what the other says$/, 'reason.denies'],
  [/^one says that the actor holds the place, the other that he left it$/, 'reason.left'],
  [/^the figures differ: (?<a>.+) and (?<b>.+) persons$/, 'reason.figures'],
];

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const numeral = (word: string): string => {
  const at = ['zero', 'once', 'twice'].indexOf(word);
  const n = at >= 0 ? at : numbers.indexOf(word);
  return n >= 0 ? String(n) : word;
};

/** A reason of the server in the reader's language. */
export function reason(english: string): string {
  if (lang() === 'en') return english;
  for (const [pattern, key] of patterns) {
    const found = pattern.exec(english);
    if (!found) continue;
    const gaps = Object.entries(found.groups ?? {}).map(([name, v]) => [name, numeral(v ?? '')]);
    return t(key, Object.fromEntries(gaps)).replace(/ ?[:：] *$/, '');
  }
  return english;
}
