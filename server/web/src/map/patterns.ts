// Draws the patterns of the map: hatch of two colours, textures of one, arrowheads, rings. An image's name says all that
// is needed to draw it, so that any style may ask for any of them.

const scale = 2;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

type Draw = (c: CanvasRenderingContext2D, size: number, colours: string[]) => void;

/** Stripes at 45°, both colours in turn: contested. */
const hatch: Draw = (c, size, [a = '#000', b = '#fff']) => {
  c.fillStyle = b;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = a;
  c.lineWidth = size / 2 / Math.SQRT2;
  stripes(c, size);
};

/** Thin stripes on nothing: no information, or an age that fades. */
const thin: Draw = (c, size, [a = '#000']) => {
  c.strokeStyle = a;
  c.lineWidth = size / 9;
  stripes(c, size);
};

function stripes(c: CanvasRenderingContext2D, size: number): void {
  c.lineCap = 'square';
  c.beginPath();
  for (const offset of [-size, 0, size]) {
    c.moveTo(offset - 1, size + 1);
    c.lineTo(offset + size + 1, -1);
  }
  c.stroke();
}

const dots: Draw = (c, size, [a = '#000']) => {
  c.fillStyle = a;
  for (const [x, y] of [
    [0.25, 0.25],
    [0.75, 0.75],
  ] as const) {
    c.beginPath();
    c.arc(x * size, y * size, size * 0.1, 0, 7);
    c.fill();
  }
};

const bars: Draw = (c, size, [a = '#000']) => {
  c.fillStyle = a;
  c.fillRect(0, size * 0.1, size, size * 0.13);
  c.fillRect(0, size * 0.6, size, size * 0.13);
};

const cross: Draw = (c, size, [a = '#000']) => {
  bars(c, size, [a]);
  c.fillRect(size * 0.1, 0, size * 0.13, size);
  c.fillRect(size * 0.6, 0, size * 0.13, size);
};

/** An arrowhead that points right, with a pale edge so that it stands off what it crosses. */
const arrow: Draw = (c, size, [a = '#000', edge = '#fff']) => {
  c.translate(size / 2, size / 2);
  c.beginPath();
  c.moveTo(size * 0.44, 0);
  c.lineTo(-size * 0.34, size * 0.36);
  c.quadraticCurveTo(-size * 0.16, 0, -size * 0.34, -size * 0.36);
  c.closePath();
  c.lineJoin = 'round';
  c.lineWidth = size * 0.1;
  c.strokeStyle = edge;
  c.stroke();
  c.fillStyle = a;
  c.fill();
};

/** A ring of ticks that point inward: besieged. */
const siege: Draw = (c, size, [a = '#000', edge = '#fff']) => {
  c.translate(size / 2, size / 2);
  for (const [width, colour] of [
    [size * 0.17, edge],
    [size * 0.09, a],
  ] as const) {
    c.lineWidth = width;
    c.strokeStyle = colour;
    for (let i = 0; i < 8; i++) {
      c.beginPath();
      c.arc(0, 0, size * 0.38, (i + 0.14) * (Math.PI / 4), (i + 0.86) * (Math.PI / 4));
      c.stroke();
    }
  }
};

const drawings: Record<string, [Draw, number]> = {
  hatch: [hatch, 12],
  thin: [thin, 9],
  dots: [dots, 9],
  bars: [bars, 8],
  cross: [cross, 10],
  arrow: [arrow, 22],
  siege: [siege, 30],
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
