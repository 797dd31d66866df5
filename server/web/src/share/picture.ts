// The map as a PNG: the canvas, with title, legend, stamp, scale and disclaimer beneath. No picture leaves without them.
import type { App } from '../app.ts';
import { actors } from '../feature.ts';
import { t } from '../i18n/i18n.ts';
import { colourOf, nobody } from '../map/palette.ts';
import { light } from '../map/theme.ts';
import { inView } from '../map/view.ts';
import { asOf, printed } from '../side/stamp.ts';
import { render, type Sheet } from './render.ts';
import { niceScale } from './scale.ts';

/** Margins above and below the map, in CSS pixels. */
const head = 56;
const foot = 150;

export async function savePicture(app: App, heading: string): Promise<void> {
  const { clientWidth, clientHeight } = app.map.getContainer();
  const canvas = picture(app, heading, await render(app, clientWidth, clientHeight, light));
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
export function picture(app: App, heading: string, sheet: Sheet): HTMLCanvasElement {
  const ratio = sheet.canvas.width / sheet.width;
  const canvas = document.createElement('canvas');
  canvas.width = sheet.canvas.width;
  canvas.height = sheet.canvas.height + (head + foot) * ratio;
  const c = canvas.getContext('2d');
  if (!c) return canvas;
  c.fillStyle = '#ffffff';
  c.fillRect(0, 0, canvas.width, canvas.height);
  c.drawImage(sheet.canvas, 0, head * ratio);
  c.scale(ratio, ratio);
  margin(c, app, heading, sheet);
  return canvas;
}

function margin(c: CanvasRenderingContext2D, app: App, heading: string, sheet: Sheet): void {
  const { width } = sheet;
  const top = sheet.height + head;
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
    if (x > width - 280) break;
  }
  scaleBar(c, sheet.metresPerPixel, width - 236, top + 20);
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

function scaleBar(c: CanvasRenderingContext2D, perPixel: number, x: number, y: number): void {
  const { length, label } = niceScale(perPixel, 140);
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
