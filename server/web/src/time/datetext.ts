// Days as people write them: in the language of the page, or as numbers. Western digits, as everywhere on the page.
import { lang } from '../i18n/i18n.ts';
import { months as soraniMonths } from '../i18n/sorani.ts';
import { locale } from '../words.ts';

const pad = (n: number): string => String(n).padStart(2, '0');

/** YYYY-MM-DD of a day that exists, or ''. */
export function iso(year: number, month: number, date: number): string {
  const text = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : '';
}

const fold = (s: string): string =>
  s
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();

/** The months' names of the page's language and of English, folded: [name, 1 to 12]. */
function months(): [string, number][] {
  const of = (tag: string, month: 'long' | 'short'): [string, number][] => {
    const format = new Intl.DateTimeFormat(tag, { month, timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, i) => [fold(format.format(Date.UTC(2020, i, 15))), i + 1]);
  };
  const sorani = soraniMonths.map((name, i): [string, number] => [fold(name), i + 1]);
  const known = [locale(lang()), 'en-GB'].flatMap((tag) => [...of(tag, 'long'), ...of(tag, 'short')]);
  return lang() === 'ckb' ? [...sorani, ...known] : known;
}

/** Digits of Arabic and Persian script as Western ones. */
const western = (s: string): string => s.replace(/[٠-٩۰-۹]/g, (d) => String((d.codePointAt(0) ?? 0) & 15));

/**
 * Reads a day: 2014-06-16, 16/6/2014, 16.6.2014, or with the month's name in the page's language or English. Numbers stand
 * day first, as the field writes them. '' where it is no day.
 */
export function readDay(input: string): string {
  const s = western(input).trim();
  const year = /^(\d{4})\D(\d{1,2})\D(\d{1,2})$/.exec(s);
  if (year) return iso(Number(year[1]), Number(year[2]), Number(year[3]));
  const date = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(s);
  if (date) return iso(Number(date[3]), Number(date[2]), Number(date[1]));
  const numbers = s.match(/\d+/g)?.map(Number) ?? [];
  const [a = 0, b = 0] = numbers;
  if (numbers.length !== 2) return '';
  const words = fold(s.replace(/[\d,،]/g, ' '))
    .trim()
    .replace(/\s+/g, ' ');
  const month = months().find(([name]) => words === name || words.split(' ').includes(name))?.[1] ?? 0;
  return a > 31 ? iso(a, month, b) : iso(b, month, a);
}
