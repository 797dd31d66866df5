// Taking the map away: data, tiles, embeds, a picture, a print.
import { query } from '../api.ts';
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { type Drawn, told } from '../map/layers.ts';
import { asOf } from '../side/stamp.ts';
import { iframe, leaflet, maplibre } from './embed.ts';
import { savePicture } from './picture.ts';
import { printMap } from './print.ts';

const formats = [
  ['GeoJSON', 'json'],
  ['CSV', 'hxl'],
  ['KML', 'kml'],
] as const;

/** Ends of file names; the table comes with a row of HXL tags, which spreadsheets show as a row. */
const endings: Readonly<Record<string, string>> = { json: 'geojson', hxl: 'csv' };

/** The address of a day's data in a format. */
export function download(app: App, name: Drawn, format: string): string {
  const q = query(name, app.store.get(), app.valid());
  q.set('f', format);
  q.set('limit', '10000');
  return `/collections/${name}/items?${q}`;
}

export const tiles = (app: App, names: readonly string[]): string =>
  `${location.origin}/tiles/${names.join(',')}/{z}/{x}/{y}.mvt?${query('zones', app.store.get(), app.valid())}`;

function code(label: string, id: string, content: string): HTMLElement {
  const button = h('button', { type: 'button' }, t('share.copy'));
  const text = h('pre', { id, tabindex: '0' }, content);
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text.textContent).then(() => {
      button.textContent = t('share.copied');
    });
  });
  return h('div', {}, h('h4', {}, label), h('div', { class: 'code' }, text, button));
}

function downloads(app: App): HTMLElement {
  const link =
    (name: Drawn) =>
    ([label, format]: readonly [string, string]): HTMLElement =>
      h(
        'a',
        {
          href: download(app, name, format),
          download: `dateline-${name}-${app.valid()}.${endings[format] ?? format}`,
        },
        label,
      );
  const line = (name: Drawn): HTMLElement =>
    h('li', {}, h('span', {}, t(`layers.${name}`)), ...formats.map(link(name)));
  return h('ul', { class: 'downloads' }, ...told.map(line));
}

function paper(app: App): HTMLElement {
  const heading = h('input', { type: 'text', id: 'print-title', value: t('app.name'), dir: 'auto' });
  const size = h(
    'select',
    { id: 'paper' },
    ...['A4 landscape', 'A4 portrait', 'A3 landscape', 'A3 portrait'].map((p) => h('option', { value: p }, p)),
  );
  return h(
    'div',
    { class: 'form' },
    h(
      'div',
      { class: 'pair' },
      h('label', {}, h('span', {}, t('share.heading')), heading),
      h('label', {}, h('span', {}, t('share.paper')), size),
    ),
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        { type: 'button', id: 'save-png', onclick: () => void savePicture(app, heading.value) },
        t('share.png'),
      ),
      h(
        'button',
        { type: 'button', id: 'print-map', onclick: () => void printMap(app, heading.value, size.value) },
        t('share.print'),
      ),
    ),
  );
}

export const shareView: View = (app) => {
  const names = ['zones', 'frontlines', 'flows', 'control'];
  const node = h(
    'article',
    { class: 'share' },
    h('h2', {}, t('share.title')),
    h('p', { class: 'muted' }, asOf(app)),
    h('h3', {}, t('share.picture')),
    paper(app),
    h('h3', {}, t('share.data')),
    downloads(app),
    h('h3', {}, t('share.tiles')),
    code('QGIS · MVT', 'tiles-url', tiles(app, names)),
    code('TileJSON', 'tilejson-url', `${location.origin}/tiles/${names.join(',')}.json`),
    code(t('share.style'), 'style-url', `${location.origin}/style.json`),
    h('h3', {}, t('share.embed')),
    code('iframe', 'embed-iframe', iframe()),
    code('MapLibre', 'embed-maplibre', maplibre(app)),
    code('Leaflet', 'embed-leaflet', leaflet(app)),
    h('h3', {}, t('share.link')),
    code('URL', 'link', location.href),
  );
  follow(app, node);
  return node;
};

/** Keeps what names the picture's address true while the map moves under the open panel. */
function follow(app: App, node: HTMLElement): void {
  let shown = false;
  const stop = app.store.subscribe(() => {
    shown ||= node.isConnected;
    if (shown && !node.isConnected) return stop();
    for (const [id, text] of [
      ['link', location.href],
      ['embed-iframe', iframe()],
    ] as const) {
      const line = node.querySelector(`#${id}`);
      if (line && line.textContent !== text) line.textContent = text;
    }
  });
}
