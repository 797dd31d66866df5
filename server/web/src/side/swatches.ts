// The signs of the legend, as small pictures of what the map draws: same shapes, same dashes, same widths.
import { s } from '../dom.ts';
import { flowWidths } from '../map/layers/flows.ts';
import { colourOf, type Slot, textureOf } from '../map/palette.ts';

const swatch = (...children: SVGElement[]): SVGElement =>
  s('svg', { viewBox: '0 0 28 14', class: 'swatch', 'aria-hidden': 'true' }, ...children);

const box = (props: Record<string, string | number>): SVGElement =>
  s('rect', { x: 1, y: 1, width: 26, height: 12, rx: 2, ...props });
const stripes = 'M1 13 13 1M7 13 19 1M13 13 25 1M19 13 27 5';

function textureMarks(texture: string): SVGElement[] {
  if (texture === 'plain') return [];
  if (texture === 'dots') return [6, 14, 22].map((x) => s('circle', { cx: x, cy: 7, r: 1.6, class: 'texture' }));
  const bar = s('path', { d: 'M2 4.5H26M2 9.5H26', class: 'texture-line' });
  return texture === 'bars' ? [bar] : [bar, s('path', { d: 'M8 2V12M14 2V12M20 2V12', class: 'texture-line' })];
}

export function actorSign(slot: Slot, theme: string): SVGElement {
  const colour = colourOf(slot, theme);
  return swatch(box({ fill: colour, 'fill-opacity': 0.62, stroke: colour }), ...textureMarks(textureOf(slot, theme)));
}

const classes: Record<string, () => SVGElement[]> = {
  assessed: () => [box({ class: 'lg-solid' })],
  claimed: () => [box({ class: 'lg-claimed' })],
  inferred: () => [box({ class: 'lg-inferred' })],
  stale: () => [box({ class: 'lg-stale' })],
  contested: () => [box({ class: 'lg-frame' }), s('path', { d: stripes, class: 'lg-hatch' })],
  disputed: () => [
    box({ class: 'lg-frame' }),
    s('path', { d: 'M5 4.5h.1M11 9.5h.1M17 4.5h.1M23 9.5h.1', class: 'lg-dots' }),
  ],
};

export const classSign = (name: string): SVGElement =>
  swatch(...(classes[name] ?? (() => [box({ class: 'lg-solid' })]))());
export const noneSign = (): SVGElement => swatch(s('path', { d: stripes, class: 'lg-none' }));
export const frontSign = (basis: string): SVGElement => swatch(s('path', { d: 'M1 7H27', class: `lg-front ${basis}` }));

/** The strip in which a front line may run. */
export const bandSign = (): SVGElement =>
  swatch(box({ class: 'lg-band' }), s('path', { d: 'M1 7H27', class: 'lg-front asserted-schematic' }));

const arrow = 'M20 3 26 7 20 11Z';
/** A movement of a step of numbers, 1 to 5; 0 is a number that is not known. */
export const flowSign = (step: number): SVGElement =>
  swatch(
    s('path', {
      d: 'M1 7H21',
      class: step === 0 ? 'lg-flow unknown' : 'lg-flow',
      'stroke-width': flowWidths[step - 1] ?? 2,
    }),
    s('path', { d: arrow, class: 'lg-head' }),
  );
/** Arrows out of a ring: the other end is not known. */
export const haloSign = (): SVGElement =>
  swatch(
    s('circle', { cx: 14, cy: 7, r: 4.4, class: 'lg-glow' }),
    s('path', { d: 'M19 7H24M9 7H4', class: 'lg-flow', 'stroke-width': 1.4 }),
    s('path', { d: 'M23 4.6 27 7 23 9.4ZM5 4.6 1 7 5 9.4Z', class: 'lg-head' }),
  );
export const stockSign = (): SVGElement => swatch(s('circle', { cx: 14, cy: 7, r: 5.6, class: 'lg-stock' }));

const centre = { cx: 14, cy: 7 };
const statuses: Record<string, () => SVGElement[]> = {
  present: () => [s('circle', { ...centre, r: 4, class: 'lg-ring' })],
  contested: () => [
    s('circle', { ...centre, r: 5, class: 'lg-ring' }),
    s('path', { d: 'M10.5 10.5A5 5 0 0 1 17.5 3.5Z', class: 'lg-dot' }),
  ],
  vacated: () => [
    s('circle', { ...centre, r: 4.6, class: 'lg-ring' }),
    s('path', { d: 'M10.4 10.6 17.6 3.4', class: 'lg-line' }),
  ],
  unknown: () => [
    s('circle', { ...centre, r: 4, class: 'lg-open' }),
    s('circle', { ...centre, r: 1.2, class: 'lg-grey' }),
  ],
  besieged: () => [s('circle', { ...centre, r: 5.8, class: 'lg-siege' })],
};

export function statusSign(status: string): SVGElement {
  const alias = { disputed: 'contested', lost: 'vacated' }[status] ?? status;
  return swatch(...(statuses[alias] ?? (() => [s('circle', { ...centre, r: 4.4, class: 'lg-dot' })]))());
}

export const forceSign = (): SVGElement =>
  swatch(s('path', { d: 'M7 2.5H21V11.5H7ZL21 11.5M21 2.5 7 11.5', class: 'lg-force' }));
export const eventSign = (): SVGElement => swatch(s('path', { d: 'M10.5 3.5l7 7M17.5 3.5l-7 7', class: 'lg-line' }));
export const placeSign = (): SVGElement => swatch(s('circle', { ...centre, r: 3, class: 'lg-place' }));
