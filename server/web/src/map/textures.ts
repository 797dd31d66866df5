// What fills an area: hatch of two colours, and textures of one. Each repeats without a seam.

/** Draws a square of `size` pixels in the colours given. */
export type Draw = (c: CanvasRenderingContext2D, size: number, colours: string[]) => void;

/** Stripes at 45°, both colours in turn: contested. */
export const hatch: Draw = (c, size, [a = '#000', b = '#fff']) => {
  c.fillStyle = b;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = a;
  c.lineWidth = size / 2 / Math.SQRT2;
  stripes(c, size);
};

/** Thin stripes on nothing: no information, or an age that fades. */
export const thin: Draw = (c, size, [a = '#000']) => {
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

export const dots: Draw = (c, size, [a = '#000']) => {
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

export const bars: Draw = (c, size, [a = '#000']) => {
  c.fillStyle = a;
  c.fillRect(0, size * 0.1, size, size * 0.13);
  c.fillRect(0, size * 0.6, size, size * 0.13);
};

export const cross: Draw = (c, size, [a = '#000']) => {
  bars(c, size, [a]);
  c.fillRect(size * 0.1, 0, size * 0.13, size);
  c.fillRect(size * 0.6, 0, size * 0.13, size);
};
