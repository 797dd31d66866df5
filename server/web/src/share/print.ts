// A sheet of paper: the map alone would say too little, so title, time, legend, scale, sources and disclaimer go round it.
import type { App } from '../app.ts';
import { fill, get, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { print } from '../map/theme.ts';
import { legend, noInformation } from '../side/legend.ts';
import { asOf, printed } from '../side/stamp.ts';
import { whole } from '../words.ts';
import { fileName } from './picture.ts';
import { render, type Sheet } from './render.ts';
import { niceScale } from './scale.ts';
import { sourceNames } from './sources.ts';

/** Lays out the sheet and opens the print dialogue; the file name is that of the field's pattern. */
export async function printMap(app: App, heading: string, paper: string): Promise<void> {
  await layout(app, heading, paper);
  document.documentElement.dataset.sheet = paper;
  const before = document.title;
  document.title = fileName(app, paper.slice(0, 2).toLowerCase()).replace(/\.a/, '_a');
  window.print();
  document.title = before;
}

/** The frame of the map on each paper, in mm: what margins, title, legend column and foot leave. */
const frames: Record<string, [number, number]> = {
  'A4 landscape': [212, 150],
  'A4 portrait': [126, 236],
  'A3 landscape': [335, 236],
  'A3 portrait': [212, 358],
};
/** More lines than these in the column of an A4 page get smaller letters. */
const mostLines = 34;
/** CSS pixels to a millimetre. */
const perMm = 96 / 25.4;

/** Fills #print with the sheet. */
export async function layout(app: App, heading: string, paper: string): Promise<void> {
  const root = get('print', HTMLElement);
  const [width, height] = frames[paper] ?? [212, 150];
  const ratio = paper.startsWith('A3') ? 1.5 : 2;
  const sheet = await render(app, Math.round(width * perMm), Math.round(height * perMm), print, ratio);
  const image = h('img', { src: sheet.canvas.toDataURL('image/png'), alt: t('map.label') });
  await image.decode();
  image.style.width = `${width}mm`;
  image.style.height = `${height}mm`;
  setPaper(paper);
  const blocks = legend(app, print);
  const lines = blocks.reduce((n, b) => n + b.querySelectorAll('li').length + 1.6, 0);
  fill(
    root,
    h('header', {}, h('h1', { dir: 'auto' }, heading), h('p', {}, asOf(app))),
    h('div', { class: 'print-map' }, image, h('p', { class: 'print-stamp' }, asOf(app))),
    h(
      'aside',
      { class: blocks.length > 0 && lines > mostLines ? 'dense' : '' },
      h('h2', {}, t('legend.title')),
      ...blocks,
      unknown(),
      scale(sheet),
    ),
    h(
      'footer',
      {},
      sources(app),
      h('p', {}, t('print.disclaimer')),
      h('p', {}, `${t('print.projection')} · ${printed(new Date())} · ${t('print.by')}`),
    ),
  );
  root.dataset.paper = paper;
}

const unknown = (): HTMLElement => h('ul', { class: 'legend' }, noInformation());

function setPaper(paper: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { size: ${paper}; margin: 10mm; }`);
  document.adoptedStyleSheets = [sheet];
}

function scale(sheet: Sheet): HTMLElement {
  const { length, label } = niceScale(sheet.metresPerPixel, 180);
  const bar = h('div', { class: 'print-scale', dir: 'ltr' }, label);
  bar.style.width = `${length}px`;
  // On paper a CSS pixel is 1/96 inch.
  const ratio = Math.round(sheet.metresPerPixel / (0.0254 / 96) / 10_000) * 10_000;
  return h('section', {}, h('h3', {}, t('print.scale')), bar, h('p', { dir: 'ltr' }, `≈ 1 : ${whole(ratio)}`));
}

/** The most sources that a sheet lists. */
const most = 24;

/** In the foot as running text: a list would run out of the column beside the map. */
function sources(app: App): HTMLElement {
  const names = sourceNames(app);
  const more = names.length > most ? [t('thing.more', { n: names.length - most })] : [];
  const all = [...names.slice(0, most), ...more].join(' · ') || t('source.unnamed');
  return h('p', { dir: 'auto' }, h('b', {}, `${t('print.sources')}: `), all);
}
