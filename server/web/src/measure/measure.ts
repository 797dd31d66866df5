// Measuring: a line drawn on the map, two named places, a matrix of sites, a ring and what lies inside it.

import type { Feature, Position } from 'geojson';
import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl';
import type { App, View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { collection } from '../map/decorate.ts';
import { saying, thingPath, title } from '../panel/thing.ts';
import { whole, distance as words } from '../words.ts';
import { area, bearing, distance, ring } from './geodesy.ts';
import { between, matrix } from './places.ts';

const source = 'dl-measure';

function addLayers(app: App): void {
  if (app.map.getSource(source)) return;
  const colour = app.theme().focus;
  app.map.addSource(source, { type: 'geojson', data: collection([]) });
  app.map.addLayer({
    id: 'measure-ring',
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': 0.08 },
  });
  app.map.addLayer({
    id: 'measure-line',
    type: 'line',
    source,
    paint: { 'line-color': colour, 'line-width': 2.4, 'line-dasharray': [3, 1.4] },
  });
  app.map.addLayer({
    id: 'measure-point',
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 5, 'circle-color': '#fff', 'circle-stroke-color': colour, 'circle-stroke-width': 2.4 },
  });
}

function removeLayers(app: App): void {
  for (const id of ['measure-point', 'measure-line', 'measure-ring']) if (app.map.getLayer(id)) app.map.removeLayer(id);
  if (app.map.getSource(source)) app.map.removeSource(source);
}

const capture = (on: boolean): boolean => window.dispatchEvent(new CustomEvent('dateline-capture', { detail: on }));

function drawing(points: readonly Position[], km: number): Feature[] {
  const dots = points.map(
    (coordinates): Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } }),
  );
  const line: Feature[] =
    points.length > 1
      ? [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [...points] } }]
      : [];
  const last = points.at(-1);
  const circle: Feature[] =
    last && km > 0
      ? [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring(last, km)] } }]
      : [];
  return [...circle, ...line, ...dots];
}

const result = (name: string, value: string): HTMLElement =>
  h('div', { class: 'result' }, h('span', {}, name), h('b', { dir: 'ltr' }, value));
const degrees = (d: number): string => `${d.toFixed(1)}°`;

function results(points: readonly Position[]): HTMLElement[] {
  const [a, b] = points.slice(-2);
  if (!a || !b || points.length < 2) return [];
  const total = points.slice(1).reduce((sum, p, i) => sum + distance(points[i] ?? p, p), 0);
  return [
    result(t('measure.distance'), words(distance(a, b))),
    result(t('measure.bearing'), `${degrees(bearing(a, b))} / ${degrees(bearing(b, a))}`),
    ...(points.length > 2
      ? [result(t('measure.total'), words(total)), result(t('measure.area'), `${whole(area(points))} km²`)]
      : []),
  ];
}

function inside(app: App, centre: Position, km: number): HTMLElement {
  const near = app
    .shown()
    .flatMap((x) => (x.geometry?.type === 'Point' ? [{ x, km: distance(centre, x.geometry.coordinates) }] : []))
    .filter((n) => n.km <= km)
    .sort((a, b) => a.km - b.km);
  const line = (n: (typeof near)[number]): HTMLElement =>
    h(
      'li',
      {},
      h('button', { type: 'button', class: 'link', dir: 'auto', onclick: () => app.open(thingPath(n.x)) }, title(n.x)),
      h('span', { class: 'muted' }, [saying(n.x), `${n.km.toFixed(1)} km`].filter(Boolean).join(' · ')),
    );
  return h(
    'section',
    {},
    h('h3', {}, t('measure.inside', { n: near.length })),
    h('ul', { class: 'things' }, ...near.slice(0, 40).map(line)),
  );
}

export const measureView: View = (app, _args, signal) => {
  let points: Position[] = [];
  const output = h('div', { role: 'status', id: 'measured' });
  const radius = h('input', { type: 'number', id: 'ring', min: 0, max: 5000, value: 0 });
  const draw = (): void => {
    const km = Number(radius.value) || 0;
    app.map.getSource<GeoJSONSource>(source)?.setData(collection(drawing(points, km)));
    const last = points.at(-1);
    fill(output, ...results(points), last && km > 0 ? inside(app, last, km) : null);
  };
  const onClick = (e: MapMouseEvent): void => {
    points.push([e.lngLat.lng, e.lngLat.lat]);
    draw();
  };
  const clear = (): void => {
    points = [];
    draw();
  };
  addLayers(app);
  capture(true);
  app.map.doubleClickZoom.disable();
  app.map.on('click', onClick);
  radius.addEventListener('input', draw);
  signal.addEventListener('abort', () => {
    app.map.off('click', onClick);
    app.map.doubleClickZoom.enable();
    capture(false);
    removeLayers(app);
  });
  return h(
    'article',
    { class: 'measure' },
    h('h2', {}, t('measure.title')),
    h('p', { class: 'muted' }, t('measure.note')),
    h(
      'div',
      { class: 'form' },
      h('label', {}, h('span', {}, t('measure.ring')), radius),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'button', id: 'measure-clear', onclick: clear }, t('measure.clear')),
      ),
    ),
    output,
    between(signal),
    matrix(signal),
  );
};
