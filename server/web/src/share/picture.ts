// The map as a PNG: the canvas, with title, stamp, legend, scale, sources and disclaimer round it. No picture leaves without them.
import type { App } from '../app.ts';
import { direction, t } from '../i18n/i18n.ts';
import { light } from '../map/theme.ts';
import { groups, noneEntry } from '../side/legend.ts';
import { asOf, printed } from '../side/stamp.ts';
import { columns, type Placed } from './columns.ts';
import { render, type Sheet } from './render.ts';
import { niceScale } from './scale.ts';
import { pictures } from './signs.ts';
import { sourceNames } from './sources.ts';

/** The title's height above the map and a line's below it, in CSS pixels. */
const head = 56;
const lineHeight = 18;
const columnWidth = 230;
const edge = 16;
const muted = '#5c6067';

export async function savePicture(app: App, heading: string): Promise<void> {
  const { clientWidth, clientHeight } = app.map.getContainer();
  const canvas = await picture(app, heading, await render(app, clientWidth, clientHeight, light));
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
export async function picture(app: App, heading: string, sheet: Sheet): Promise<HTMLCanvasElement> {
  const ratio = sheet.canvas.width / sheet.width;
  const legend = await laidOut(app, sheet.width);
  const canvas = document.createElement('canvas');
  canvas.width = sheet.canvas.width;
  const c = canvas.getContext('2d');
  if (!c) return canvas;
  const notes = wrap(c, foot(app), sheet.width - 2 * edge);
  const below = 2 * edge + (legend.height + 2) * lineHeight + notes.length * 15;
  canvas.height = sheet.canvas.height + (head + below) * ratio;
  c.fillStyle = '#ffffff';
  c.fillRect(0, 0, canvas.width, canvas.height);
  c.drawImage(sheet.canvas, 0, head * ratio);
  c.scale(ratio, ratio);
  const pen = penOf(c, sheet.width);
  pen(heading, edge, 26, '600 20px');
  pen(asOf(app), edge, 46, '13px', muted);
  const top = head + sheet.height + edge;
  drawLegend(c, pen, legend, top);
  const scaleAt = top + (legend.height + 1) * lineHeight;
  scaleBar(c, pen, sheet.metresPerPixel, scaleAt);
  for (const [i, words] of notes.entries()) pen(words, edge, scaleAt + lineHeight + 8 + i * 15, '11px', muted);
  return canvas;
}

type Pen = (text: string, x: number, y: number, font: string, colour?: string) => void;

function penOf(c: CanvasRenderingContext2D, width: number): Pen {
  const family = getComputedStyle(document.body).fontFamily;
  c.textAlign = 'left';
  c.direction = direction();
  return (text, x, y, font, colour = '#1f2328') => {
    c.font = `${font} ${family}`;
    c.fillStyle = colour;
    c.fillText(text, x, y, width - x - edge);
  };
}

interface Legend {
  readonly blocks: { readonly title: string; readonly lines: readonly [HTMLImageElement, string][] }[];
  readonly placed: readonly Placed[];
  /** In lines. */
  readonly height: number;
}

/** The legend of what is in view, in columns. */
async function laidOut(app: App, width: number): Promise<Legend> {
  const all = groups(app, light);
  const [last] = all.slice(-1);
  const whole = last ? [...all.slice(0, -1), { ...last, entries: [...last.entries, noneEntry()] }] : all;
  const blocks = await Promise.all(
    whole.map(async ({ title, entries }) => {
      const images = await pictures(
        entries.map(([sign]) => sign),
        light,
      );
      const lines = entries.flatMap(([, words], i): [HTMLImageElement, string][] => {
        const image = images[i];
        return image ? [[image, words]] : [];
      });
      return { title, lines };
    }),
  );
  const lengths = blocks.map((b) => b.lines.length + 1.5);
  return { blocks, ...columns(lengths, Math.floor((width - 2 * edge) / columnWidth)) };
}

function drawLegend(c: CanvasRenderingContext2D, pen: Pen, { blocks, placed }: Legend, top: number): void {
  for (const [i, block] of blocks.entries()) {
    const { column, line } = placed[i] ?? { column: 0, line: 0 };
    const x = edge + column * columnWidth;
    const y = top + line * lineHeight + 12;
    pen(block.title, x, y, '600 12px', muted);
    for (const [n, [image, words]] of block.lines.entries()) {
      const at = y + (n + 1) * lineHeight;
      c.drawImage(image, x, at - 11, 28, 14);
      pen(words, x + 36, at, '12px');
    }
  }
}

function scaleBar(c: CanvasRenderingContext2D, pen: Pen, perPixel: number, y: number): void {
  const { length, label } = niceScale(perPixel, 140);
  c.strokeStyle = '#1f2328';
  c.lineWidth = 1.5;
  c.beginPath();
  c.moveTo(edge, y - 6);
  c.lineTo(edge, y);
  c.lineTo(edge + length, y);
  c.lineTo(edge + length, y - 6);
  c.stroke();
  pen(label, edge + length + 8, y, '12px');
}

/** Sources, disclaimer, projection, and who made it when. */
const foot = (app: App): string[] => [
  `${t('print.sources')}: ${sourceNames(app).join(' · ') || t('source.unnamed')}`,
  t('print.disclaimer'),
  `${t('print.projection')}. ${t('print.by')} ${printed(new Date())}`,
];

function wrap(c: CanvasRenderingContext2D, paragraphs: readonly string[], width: number): string[] {
  c.font = `11px ${getComputedStyle(document.body).fontFamily}`;
  return paragraphs.flatMap((paragraph) => {
    const lines: string[] = [''];
    for (const word of paragraph.split(' ')) {
      const tried = `${lines.at(-1)} ${word}`.trim();
      if (c.measureText(tried).width > width) lines.push(word);
      else lines[lines.length - 1] = tried;
    }
    return lines;
  });
}
