// Reports a day as bars above the slider, each over the place of its day on it.
import { s } from '../dom.ts';
import type { Bin, Range } from './days.ts';

/** Bars of days × 24 units: the first day stands at 0, as on the slider; the day shown is marked by its bar. */
export function histogram(bars: readonly Bin[], range: Range, at: number, other: number): SVGElement {
  // A single report must not stand as high as a busy day. A loop, not Math.max(...): there may be many.
  const most = bars.reduce((n, b) => Math.max(n, b.count), 5);
  const has = (b: Bin, day: number): boolean => day >= b.first && day < b.first + b.size;
  const bar = (b: Bin): SVGElement | null => {
    if (b.count === 0) return null;
    const height = 3 + (b.count / most) * 21;
    const mark = has(b, at) ? 'now' : has(b, other) ? 'other' : b.first > at ? 'later' : '';
    const box = { x: b.first - range.first - 0.5 + b.size * 0.12, y: 24 - height, width: b.size * 0.76, height };
    return s('rect', { ...box, class: mark });
  };
  return s(
    'svg',
    {
      viewBox: `0 0 ${Math.max(1, range.last - range.first)} 24`,
      preserveAspectRatio: 'none',
      class: 'bars',
      'aria-hidden': 'true',
    },
    ...bars.map(bar),
  );
}
