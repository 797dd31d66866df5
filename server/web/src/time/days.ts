// Days as numbers (since 1970-01-01, UTC) and back; the arithmetic of the time slider.

const ms = 86400e3;

/** YYYY-MM-DD or RFC 3339 to a day number; NaN where it is neither. */
export const toDay = (iso: string): number =>
  /^\d{4}-\d\d-\d\d/.test(iso) ? Math.floor(Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso) / ms) : Number.NaN;

export const fromDay = (day: number): string => new Date(day * ms).toISOString().slice(0, 10);

export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The range of a slider: all days, some air at both ends, never less than two weeks. */
export function rangeOf(days: readonly number[], also: readonly number[] = []): Range | null {
  const all = [...days, ...also].filter((d) => !Number.isNaN(d));
  if (all.length === 0) return null;
  // A loop, not Math.min(...all): a hundred thousand arguments overflow the stack.
  let first = Infinity;
  let last = -Infinity;
  for (const d of all) {
    first = Math.min(first, d);
    last = Math.max(last, d);
  }
  const air = Math.max(2, Math.ceil((14 - (last - first)) / 2));
  return { first: first - air, last: last + air };
}

export interface Bin {
  readonly first: number;
  /** Days in the bin. */
  readonly size: number;
  readonly count: number;
}

const sizes = [1, 7, 30, 91, 365, 3650];

/** Counts days in bins of one size, the smallest that gives at most `most` bins. */
export function bins(days: readonly number[], range: Range, most: number): Bin[] {
  const length = range.last - range.first + 1;
  const size = sizes.find((s) => length / s <= most) ?? 36500;
  const counts = new Array<number>(Math.ceil(length / size)).fill(0);
  for (const d of days) {
    const i = Math.floor((d - range.first) / size);
    const had = counts[i];
    if (had !== undefined) counts[i] = had + 1;
  }
  return counts.map((count, i) => ({ first: range.first + i * size, size, count }));
}
