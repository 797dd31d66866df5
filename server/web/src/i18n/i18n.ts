// The interface in four languages. English is in the first bundle, the others load when asked for.
import { en } from './en.ts';

export type Key = keyof typeof en;
export type Words = Record<Key, string>;

export const languages = { en: 'English', ar: 'العربية', ckb: 'کوردی', fr: 'Français' } as const;
export type Language = keyof typeof languages;
export const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name);

let words: Words = en;
let current: Language = 'en';

const loaders: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  ar: async () => (await import('./ar.ts')).ar,
  ckb: async () => (await import('./ckb.ts')).ckb,
  fr: async () => (await import('./fr.ts')).fr,
};

export const lang = (): Language => current;
export const direction = (): 'rtl' | 'ltr' => (current === 'ar' || current === 'ckb' ? 'rtl' : 'ltr');

/** A name or a number that keeps its own direction inside a line of the page's; left-to-right pages need no marks. */
export const isolate = (s: string): string => (direction() === 'rtl' && s !== '' ? `\u2068${s}\u2069` : s);

/** An arrow from what stands before it in a line to what stands after it. */
export const onward = (): string => (direction() === 'rtl' ? '←' : '→');

/** Loads a language and turns the page to its direction. */
export async function speak(language: Language): Promise<void> {
  words = await loaders[language]();
  current = language;
  document.documentElement.lang = language;
  document.documentElement.dir = direction();
}

/** The reader's language: the address says it, or the browser does, or English. */
export function preferred(fromAddress: string): Language {
  if (isLanguage(fromAddress)) return fromAddress;
  for (const tag of navigator.languages) {
    const short = tag.split('-')[0] ?? '';
    if (isLanguage(short)) return short;
  }
  return 'en';
}

/** A phrase, with {name} filled in. An unknown key gives itself, so that a word the server adds still shows. */
export function t(key: Key, fill: Record<string, string | number> = {}): string {
  const phrase = words[key] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

/** A word of the data (status, class, kind …) in the reader's language, or as it stands. */
export function term(group: string, word: string): string {
  if (word === '') return '';
  const key = `${group}.${word}`;
  return Object.hasOwn(words, key) ? words[key as Key] : word.replaceAll('_', ' ');
}
