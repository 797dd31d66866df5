// Numbers, days and grades in words, by language. Western digits everywhere: figures must be comparable with their sources.
import type { Value } from './feature.ts';
import { isolate, lang, t } from './i18n/i18n.ts';
import * as sorani from './i18n/sorani.ts';

/** Day before month in English too, as the field writes dates. */
export const locale = (language: string): string => `${language === 'en' ? 'en-GB' : language}-u-nu-latn`;

export const whole = (n: number): string =>
  new Intl.NumberFormat(locale(lang()), { maximumFractionDigits: 0 }).format(n);

export const short = (n: number): string =>
  new Intl.NumberFormat(locale(lang()), { notation: 'compact', maximumFractionDigits: 1 }).format(n);

/** A distance in km with one decimal under 100 km, and miles beside it. */
export function distance(km: number): string {
  const places = km < 100 ? 1 : 0;
  const f = new Intl.NumberFormat(locale(lang()), { maximumFractionDigits: places, minimumFractionDigits: places });
  return `${f.format(km)} ${t('unit.km')} (${f.format(km / 1.609344)} ${t('unit.mi')})`;
}

/** A moment in UTC, in the language of the page. */
export const date = (at: number, options: Intl.DateTimeFormatOptions): string =>
  lang() === 'ckb'
    ? sorani.format(at, options)
    : new Intl.DateTimeFormat(locale(lang()), { ...options, timeZone: 'UTC' }).format(at);

export function day(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  return date(at, { day: 'numeric', month: 'short', year: 'numeric' });
}

export function moment(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  return `${date(at, { dateStyle: 'medium', timeStyle: 'short' })} UTC`;
}

const marks: Record<string, string> = {
  approximately: '≈ ',
  about: '≈ ',
  more_than: '> ',
  'more than': '> ',
  up_to: '≤ ',
  'up to': '≤ ',
  nearly: '≲ ',
  at_least: '≥ ',
  fewer_than: '< ',
};

/** A number with its bounds and qualifier, without its unit: "≈ 200,000", "12,000–18,000", "≤ 500,000", "?". */
export function amount(v: Value | null, format: (n: number) => string = whole): string {
  if (!v) return '?';
  if (v.best === null && v.low !== null && v.high !== null) return `${format(v.low)}–${format(v.high)}`;
  const n = v.best ?? v.high ?? v.low;
  if (n === null) return '?';
  const bound = v.best === null ? (v.high === null ? '≥ ' : '≤ ') : '';
  return (marks[v.qualifier] ?? bound) + format(n);
}

/** A number in full, with its unit, or the report's own words where there is no number. */
export function quantity(v: Value | null): string {
  if (!v || (v.low === null && v.best === null && v.high === null)) return v?.raw ? `“${v.raw}”` : t('value.unknown');
  return `${amount(v)} ${unit(v.unit)}`;
}

const unit = (name: string): string => {
  const key = `unit.${name}`;
  const word = t(key as 'unit.person');
  return word === key ? name : word;
};

export const percent = (share: number | null): string =>
  share === null ? '' : isolate(`${Math.round(share * 100)} %`);
