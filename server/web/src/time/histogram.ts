// Reports a day as bars behind the slider.
import { s } from '../dom.ts';
import type { Bin } from './days.ts';

/** Bars over 100 × 24 units; the day shown is marked by its bar. */
export function histogram(bars: readonly Bin[], at: number, other: number): SVGElement {
  // A single report must not stand as high as a busy day.
  const most = Math.max(5, ...bars.map((b) => b.count));
  const width = 100 / Math.max(1, bars.length);
  const has = (b: Bin, day: number): boolean => day >= b.first && day < b.first + b.size;
  const bar = (b: Bin, i: number): SVGElement | null => {
    if (b.count === 0) return null;
    const height = 3 + (b.count / most) * 21;
    const mark = has(b, at) ? 'now' : has(b, other) ? 'other' : b.first > at ? 'later' : '';
    const box = { x: i * width + width * 0.12, y: 24 - height, width: width * 0.76, height };
    return s('rect', { ...box, class: mark });
  };
  return s(
    'svg',
    { viewBox: '0 0 100 24', preserveAspectRatio: 'none', class: 'bars', 'aria-hidden': 'true' },
    ...bars.map(bar),
  );
}
