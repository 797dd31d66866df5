// The layers of the situation. Pure: a collection's features carry what decorate.ts worked out (`_colour`, `_pattern` …).
// The same layers read GeoJSON and tiles; from tiles, colours come from the actor's id.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Collection } from '../feature.ts';
import { bold, fonts } from './base.ts';
import { colourOf, nobody, type Palette } from './palette.ts';
import { imageName } from './patterns.ts';
import type { Theme } from './theme.ts';

type Expression = ExpressionSpecification;

export interface Look {
  readonly theme: Theme;
  readonly palette: Palette;
  /** Read from tiles rather than from GeoJSON. */
  readonly tiled: boolean;
  readonly lang: string;
}

export const sourceOf = (collection: string): string => `dl-${collection}`;

const actorId: Expression = ['coalesce', ['get', 'holder_id'], ['get', 'actor_id'], ['get', 'holder'], ''];

function colour(look: Look): Expression {
  const other = colourOf(nobody, look.theme.name);
  const pairs = [...look.palette].flatMap(([id, slot]) => [id, colourOf(slot, look.theme.name)]);
  const byActor = pairs.length > 0 ? (['match', actorId, ...pairs, other] as unknown as Expression) : other;
  return ['coalesce', ['get', '_colour'], byActor] as Expression;
}

const width = (...steps: number[]): Expression =>
  [
    'match',
    ['coalesce', ['get', 'width_class'], 1],
    1,
    steps[0],
    2,
    steps[1],
    3,
    steps[2],
    4,
    steps[3],
    5,
    steps[4],
    steps[0],
  ] as unknown as Expression;

const lit = (on: number, hover: number, off: number): Expression => [
  'case',
  ['boolean', ['feature-state', 'selected'], false],
  on,
  ['boolean', ['feature-state', 'hover'], false],
  hover,
  off,
];

const age: Expression = ['coalesce', ['get', 'age_days'], 0];
/** Full to a week, fading to a month, then stale: domain practice for support by reports. */
const fade = (full: number): Expression => ['interpolate', ['linear'], age, 7, full, 30, full * 0.55];

function zones(look: Look): unknown[] {
  const filled = ['in', ['get', 'class'], ['literal', ['assessed', 'claimed', 'stale']]];
  const strength = ['match', ['get', 'class'], 'claimed', 0.32, 'stale', 0.2, fade(0.55)];
  return [
    { id: 'zones-fill', type: 'fill', filter: filled, paint: { 'fill-color': colour(look), 'fill-opacity': strength } },
    {
      id: 'zones-hatch',
      type: 'fill',
      filter: ['!', filled],
      paint: {
        'fill-pattern': ['coalesce', ['get', '_pattern'], imageName('hatch', look.theme.muted, look.theme.land)],
        'fill-opacity': 0.62,
      },
    },
    {
      id: 'zones-texture',
      type: 'fill',
      filter: ['has', '_texture'],
      paint: { 'fill-pattern': ['get', '_texture'], 'fill-opacity': 0.5 },
    },
    {
      id: 'zones-edge',
      type: 'line',
      paint: {
        'line-color': colour(look),
        'line-width': lit(2.6, 1.8, 1),
        'line-opacity': ['match', ['get', 'class'], 'stale', 0.4, 0.75],
      },
    },
    {
      id: 'zones-claimed',
      type: 'line',
      filter: ['==', ['get', 'class'], 'claimed'],
      paint: { 'line-color': look.theme.halo, 'line-width': 1.4, 'line-dasharray': [2, 3] },
    },
  ];
}

const dashes: Record<string, number[]> = { observed: [1, 0], inferred: [4, 1.6], 'asserted-schematic': [1.2, 1.6] };

const frontlines = (look: Look): unknown[] => [
  {
    id: 'frontlines-case',
    type: 'line',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': look.theme.halo, 'line-width': lit(9, 8, 6.5), 'line-opacity': 0.9 },
  },
  ...Object.entries(dashes).map(([basis, dash]) => ({
    id: `frontlines-${basis}`,
    type: 'line',
    filter: ['==', ['get', 'basis'], basis],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': look.theme.ink, 'line-width': lit(4.6, 4, 3), 'line-dasharray': dash },
  })),
  {
    id: 'frontlines-label',
    type: 'symbol',
    minzoom: 5,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['coalesce', ['get', '_label'], ''],
      'text-font': fonts,
      'text-size': 11,
      'text-offset': [0, 1],
      'text-max-angle': 30,
    },
    paint: { 'text-color': look.theme.ink, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.6 },
  },
];

function flows(look: Look): unknown[] {
  const known = ['!', ['to-boolean', ['coalesce', ['get', 'unquantified'], false]]];
  const line = { 'line-join': 'round' };
  const paint = { 'line-color': look.theme.people, 'line-opacity': lit(1, 1, 0.9) };
  return [
    {
      id: 'flows-halo',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': look.theme.people, 'fill-opacity': 0.14 },
    },
    {
      id: 'flows-case',
      type: 'line',
      filter: ['==', ['get', 'shape'], 'curve'],
      layout: { 'line-cap': 'butt', 'line-join': 'round' },
      paint: {
        'line-color': look.theme.halo,
        'line-width': width(4, 5.5, 7.5, 10, 13),
        'line-opacity': lit(1, 1, 0.75),
      },
    },
    {
      id: 'flows-line',
      type: 'line',
      filter: known,
      layout: line,
      paint: { ...paint, 'line-width': width(1.6, 2.8, 4.6, 7, 10) },
    },
    {
      id: 'flows-dashed',
      type: 'line',
      filter: ['!', known],
      layout: line,
      paint: { ...paint, 'line-width': width(1.8, 2.8, 4.6, 7, 10), 'line-dasharray': [2, 1.6] },
    },
    {
      id: 'flows-label',
      type: 'symbol',
      filter: ['all', ['!=', ['geometry-type'], 'Point'], ['!=', ['get', 'shape'], 'halo']],
      minzoom: 4,
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['coalesce', ['get', '_label'], ''],
        'text-font': bold,
        'text-size': 12,
        'text-offset': [0, -1.1],
        'text-max-angle': 60,
      },
      paint: { 'text-color': look.theme.people, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.8 },
    },
    {
      // A halo begins at its northern point: letters bent round so small a ring cannot be read.
      id: 'flows-halo-label',
      type: 'symbol',
      filter: ['==', ['get', 'shape'], 'halo'],
      minzoom: 4,
      layout: {
        'symbol-placement': 'point',
        'text-field': ['coalesce', ['get', '_label'], ''],
        'text-font': bold,
        'text-size': 12,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.4],
      },
      paint: { 'text-color': look.theme.people, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.8 },
    },
  ];
}

/** Arrowheads stand in a source of their own, at the ends of the lines: decorate.ts makes them. */
export const headLayer = (look: Look): LayerSpecification =>
  ({
    id: 'flow-heads',
    source: 'dl-heads',
    type: 'symbol',
    layout: {
      'icon-image': ['get', '_icon'],
      'icon-rotate': ['get', '_turn'],
      'icon-rotation-alignment': 'map',
      // Back from the very end, so that the dot of the place does not cover the head.
      'icon-offset': [-13, 0],
      'icon-size': width(0.62, 0.74, 0.92, 1.15, 1.4),
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
    paint: { 'icon-opacity': look.theme.name === 'print' ? 1 : 0.98 },
  }) as LayerSpecification;

function control(look: Look): unknown[] {
  return [
    {
      id: 'control-siege',
      type: 'symbol',
      filter: ['to-boolean', ['coalesce', ['get', 'besieged'], false]],
      layout: {
        'icon-image': ['coalesce', ['get', '_ring'], imageName('siege', look.theme.ink, look.theme.halo)],
        'icon-allow-overlap': true,
      },
    },
    {
      id: 'control-dot',
      type: 'circle',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 3.6, 9, 6],
        'circle-color': colour(look),
        'circle-opacity': fade(1),
        'circle-stroke-color': [
          'case',
          ['boolean', ['feature-state', 'selected'], false],
          look.theme.focus,
          look.theme.halo,
        ],
        'circle-stroke-width': lit(3.2, 2.6, 1.6),
      },
    },
    name('control-label', look, -3000),
  ];
}

const name = (id: string, look: Look, rank: number): unknown => ({
  id,
  type: 'symbol',
  layout: {
    'text-field': ['coalesce', ['get', '_name'], ['get', 'name'], ''],
    'text-font': bold,
    'text-size': ['interpolate', ['linear'], ['zoom'], 4, 11.5, 10, 14.5],
    'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
    'text-radial-offset': 0.75,
    'text-justify': 'auto',
    'text-padding': 3,
    'symbol-sort-key': rank,
  },
  paint: { 'text-color': look.theme.ink, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.8 },
});

const displaced = (look: Look): unknown[] => [
  {
    id: 'displaced-circle',
    type: 'circle',
    paint: {
      'circle-radius': width(6, 9, 13, 18, 24),
      'circle-color': look.theme.people,
      'circle-opacity': 0.22,
      'circle-stroke-color': look.theme.people,
      'circle-stroke-width': lit(3, 2.4, 1.5),
    },
  },
  {
    id: 'displaced-label',
    type: 'symbol',
    layout: {
      'text-field': ['coalesce', ['get', '_label'], ''],
      'text-font': bold,
      'text-size': 12,
      'text-offset': [0, 1.5],
      'text-anchor': 'top',
    },
    paint: { 'text-color': look.theme.people, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.8 },
  },
];

const forces = (look: Look): unknown[] => [
  {
    id: 'forces-line',
    type: 'line',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': colour(look), 'line-width': lit(3.4, 3, 2), 'line-dasharray': [3, 1] },
  },
  {
    id: 'forces-box',
    type: 'symbol',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'text-field': '▣', 'text-font': bold, 'text-size': 17, 'text-allow-overlap': true },
    paint: { 'text-color': colour(look), 'text-halo-color': look.theme.halo, 'text-halo-width': 2 },
  },
];

const events = (look: Look): unknown[] => [
  {
    id: 'events-mark',
    type: 'symbol',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'text-field': '✕', 'text-font': bold, 'text-size': 13, 'text-allow-overlap': true },
    paint: { 'text-color': look.theme.ink, 'text-halo-color': look.theme.halo, 'text-halo-width': lit(3, 2.6, 1.8) },
  },
];

const places = (look: Look): unknown[] => [
  {
    id: 'places-dot',
    type: 'circle',
    paint: {
      'circle-radius': lit(5, 4.4, 3),
      'circle-color': look.theme.halo,
      'circle-stroke-color': look.theme.muted,
      'circle-stroke-width': 1.2,
    },
  },
  name('places-label', look, -1000),
];

const makers: Partial<Record<Collection, (look: Look) => unknown[]>> = {
  zones,
  frontlines,
  flows,
  places,
  events,
  forces,
  displaced,
  control,
};

/** Collections drawn on the map, from the bottom to the top. */
export const drawn = [
  'zones',
  'frontlines',
  'flows',
  'places',
  'events',
  'forces',
  'displaced',
  'control',
] as const satisfies Collection[];
export type Drawn = (typeof drawn)[number];

/** The layers of a collection, in drawing order. */
export function layersOf(collection: Collection, look: Look): LayerSpecification[] {
  const source = { source: sourceOf(collection), ...(look.tiled && { 'source-layer': collection }) };
  return (makers[collection]?.(look) ?? []).map(
    (layer) => ({ ...(layer as object), ...source }) as unknown as LayerSpecification,
  );
}
