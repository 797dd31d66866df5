// Draws the patterns of the map: hatch of two colours, textures of one, arrowheads, rings. An image's name says all that
// is needed to draw it, so that any style may ask for any of them.
import { arrow, burst, force, open, siege, split, struck } from './marks.ts';
import { bars, cross, type Draw, dots, hatch, thin } from './textures.ts';

const scale = 2;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const drawings: Record<string, [Draw, number]> = {
  hatch: [hatch, 12],
  thin: [thin, 9],
  dots: [dots, 9],
  bars: [bars, 8],
  cross: [cross, 10],
  arrow: [arrow, 22],
  siege: [siege, 30],
  split: [split, 15],
  struck: [struck, 14],
  open: [open, 12],
  force: [force, 20],
  burst: [burst, 44],
};

/** Names an image: kind and colours, `hatch|#111|#eee`. */
export const imageName = (kind: string, ...colours: string[]): string => [kind, ...colours].join('|');

/** Draws the image of a name, or null where the name is none of ours. */
export function picture(name: string): Picture | null {
  const [kind = '', ...colours] = name.split('|');
  const drawing = drawings[kind];
  if (!drawing) return null;
  const size = drawing[1] * scale;
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  drawing[0](context as unknown as CanvasRenderingContext2D, size, colours);
  return context.getImageData(0, 0, size, size);
}

export const pixelRatio = scale;
