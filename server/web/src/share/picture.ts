// The map as a PNG: the canvas, with title, legend, stamp, scale and disclaimer beneath. No picture leaves without them.
import type { App } from '../app.ts';
import { actors } from '../feature.ts';
import { t } from '../i18n/i18n.ts';
import { colourOf, nobody } from '../map/palette.ts';
import { inView } from '../map/view.ts';
import { asOf, printed } from '../side/stamp.ts';
import { metresPerPixel, niceScale } from './scale.ts';

export async function savePicture(app: App, heading: string): Promise<void> {
  const canvas = picture(app, heading);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName(app, 'png');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A name by the field's pattern: product, paper or kind, day. */
export const fileName = (app: App, ext: string): string =>
  `dateline_situation_${app.valid().replaceAll('-', '')}.${ext}`;

/** Draws map and margin on one canvas. */
export function picture(app: App, heading: string): HTMLCanvasElement {
  const map = app.map.getCanvas();
  const ratio = map.width / map.clientWidth;
  const canvas = document.createElement('canvas');
  const foot = 132;
  canvas.width = map.width;
  canvas.height = map.height + (foot + 56) * ratio;
  const c = canvas.getContext('2d');
  if (!c) return canvas;
  c.fillStyle = '#ffffff';
  c.fillRect(0, 0, canvas.width, canvas.height);
  c.drawImage(map, 0, 56 * ratio);
  c.scale(ratio, ratio);
  margin(c, app, heading, map.clientWidth, map.clientHeight + 56);
  return canvas;
}

function margin(c: CanvasRenderingContext2D, app: App, heading: string, width: number, top: number): void {
  const family = getComputedStyle(document.body).fontFamily;
  const write = (text: string, x: number, y: number, font: string, colour = '#1f2328'): void => {
    c.font = `${font} ${family}`;
    c.fillStyle = colour;
    c.fillText(text, x, y, width - x - 16);
  };
  write(heading, 16, 26, '600 20px');
  write(asOf(app), 16, 46, '13px', '#5c6067');
  let x = 16;
  for (const [id, name] of new Map(inView(app).flatMap(actors))) {
    c.fillStyle = colourOf(app.palette().get(id) ?? nobody, 'light');
    c.fillRect(x, top + 14, 22, 12);
    write(name, x + 28, top + 25, '13px');
    x += 28 + c.measureText(name).width + 24;
    if (x > width - 220) break;
  }
  scaleBar(c, app, width - 196, top + 20);
  write(
    `${t('legend.noinformation')}: ▨   ${t('class.contested')}: ▧   ${t('basis.asserted-schematic')}: ┄`,
    16,
    top + 50,
    '12px',
    '#5c6067',
  );
  const lines = wrap(c, t('print.disclaimer'), width - 32);
  for (const [i, line] of lines.entries()) write(line, 16, top + 74 + i * 15, '11px', '#5c6067');
  write(
    `${t('print.by')} ${t('print.projection')}. ${printed(new Date())}`,
    16,
    top + 80 + lines.length * 15,
    '11px',
    '#5c6067',
  );
}

function scaleBar(c: CanvasRenderingContext2D, app: App, x: number, y: number): void {
  const { length, label } = niceScale(metresPerPixel(app.map), 140);
  c.strokeStyle = '#1f2328';
  c.lineWidth = 1.5;
  c.beginPath();
  c.moveTo(x, y - 6);
  c.lineTo(x, y);
  c.lineTo(x + length, y);
  c.lineTo(x + length, y - 6);
  c.stroke();
  c.fillStyle = '#1f2328';
  c.fillText(label, x + length + 8, y);
}

function wrap(c: CanvasRenderingContext2D, text: string, width: number): string[] {
  c.font = '11px sans-serif';
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const tried = `${lines.at(-1)} ${word}`.trim();
    if (c.measureText(tried).width > width) lines.push(word);
    else lines[lines.length - 1] = tried;
  }
  return lines;
}
