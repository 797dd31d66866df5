// What stands at a point: arrowheads, rings, marks of a status. Shapes differ, so that a grey copy still tells them apart.
import type { Draw } from './textures.ts';

/** An arrowhead that points right, with a pale edge so that it stands off what it crosses. */
export const arrow: Draw = (c, size, [a = '#000', edge = '#fff']) => {
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
export const siege: Draw = (c, size, [a = '#000', edge = '#fff']) => {
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

const disc = (c: CanvasRenderingContext2D, size: number, part: number, from = 0, to = 7): void => {
  c.beginPath();
  c.arc(size / 2, size / 2, size * part, from, to);
};

/** A disc of two halves, one for each side: contested. */
export const split: Draw = (c, size, [a = '#000', b = '#fff', edge = '#000']) => {
  disc(c, size, 0.44);
  c.fillStyle = b;
  c.fill();
  disc(c, size, 0.44, Math.PI * 0.75, Math.PI * 1.75);
  c.fillStyle = a;
  c.fill();
  disc(c, size, 0.42);
  c.strokeStyle = edge;
  c.lineWidth = size * 0.1;
  c.stroke();
};

/** An open ring, struck through: left by its holder. */
export const struck: Draw = (c, size, [a = '#000', edge = '#fff']) => {
  disc(c, size, 0.4);
  c.fillStyle = edge;
  c.fill();
  c.strokeStyle = a;
  c.lineWidth = size * 0.12;
  c.stroke();
  c.lineCap = 'round';
  c.beginPath();
  c.moveTo(size * 0.2, size * 0.8);
  c.lineTo(size * 0.8, size * 0.2);
  c.stroke();
};

/** A small open ring with a dot: the holder is not known. */
export const open: Draw = (c, size, [a = '#000', edge = '#fff']) => {
  disc(c, size, 0.38);
  c.fillStyle = edge;
  c.fill();
  c.strokeStyle = a;
  c.lineWidth = size * 0.14;
  c.stroke();
  disc(c, size, 0.11);
  c.fillStyle = a;
  c.fill();
};

/** The box with crossed belts that stands for a force on military maps. */
export const force: Draw = (c, size, [a = '#000', edge = '#fff']) => {
  const [x, y, w, h] = [size * 0.1, size * 0.22, size * 0.8, size * 0.56];
  c.lineJoin = 'round';
  for (const [width, colour] of [
    [size * 0.2, edge],
    [size * 0.08, a],
  ] as const) {
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.strokeRect(x, y, w, h);
  }
  c.fillStyle = edge;
  c.fillRect(x, y, w, h);
  c.globalAlpha = 0.4;
  c.fillStyle = a;
  c.fillRect(x, y, w, h);
  c.globalAlpha = 1;
  c.beginPath();
  c.moveTo(x, y);
  c.lineTo(x + w, y + h);
  c.moveTo(x + w, y);
  c.lineTo(x, y + h);
  c.stroke();
  c.strokeRect(x, y, w, h);
};

/** Four arrowheads round a place on a soft ring, outward or (`in`) inward: people whose other end is not known. */
export const burst: Draw = (c, size, [a = '#000', edge = '#fff', way = 'out']) => {
  c.translate(size / 2, size / 2);
  c.strokeStyle = a;
  c.globalAlpha = 0.3;
  c.lineWidth = size * 0.13;
  c.beginPath();
  c.arc(0, 0, size * 0.29, 0, 7);
  c.stroke();
  c.globalAlpha = 1;
  for (let i = 0; i < 4; i++) {
    c.save();
    c.rotate(((2 * i + 1) * Math.PI) / 4);
    c.translate(size * 0.36, 0);
    if (way === 'in') c.rotate(Math.PI);
    c.beginPath();
    c.moveTo(size * 0.12, 0);
    c.lineTo(-size * 0.09, size * 0.1);
    c.lineTo(-size * 0.03, 0);
    c.lineTo(-size * 0.09, -size * 0.1);
    c.closePath();
    c.lineJoin = 'round';
    c.lineWidth = size * 0.05;
    c.strokeStyle = edge;
    c.stroke();
    c.fillStyle = a;
    c.fill();
    c.restore();
  }
};
