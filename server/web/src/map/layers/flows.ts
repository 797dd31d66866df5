// Movements of people: width by number, dashed where there is none, a burst of arrowheads where one end is not known.
import type { LayerSpecification } from 'maplibre-gl';
import { bold } from '../base.ts';
import { imageName } from '../patterns.ts';
import { type Expression, figure, type Look, lit, width } from './look.ts';

/** Line widths in pixels of the five steps of a number; the legend shows the same. */
export const flowWidths = [1.6, 2.8, 4.6, 7, 10] as const;
const isHalo: Expression = ['==', ['get', 'shape'], 'halo'];
const known: Expression = ['!', ['to-boolean', ['coalesce', ['get', 'unquantified'], false]]];
const isPoint: Expression = ['==', ['geometry-type'], 'Point'];
const stroke = ['case', isHalo, 1.6, width(...flowWidths)];

/** In tiles, a place with one end of a movement is a ring of some kilometres: too small to see below this zoom. */
const ringsFrom = 10;
const near = (look: Look): unknown => (look.tiled ? ['any', ['!', isHalo], ['>=', ['zoom'], ringsFrom]] : true);

/** Tiles cut a line anywhere, so that its end is not known there: the head stands on its way. */
const tiledHead = (look: Look): unknown => ({
  id: 'flows-way',
  type: 'symbol',
  filter: ['==', ['get', 'shape'], 'curve'],
  layout: {
    'symbol-placement': 'line-center',
    'icon-image': imageName('arrow', look.theme.people, look.theme.halo),
    'icon-size': width(0.62, 0.74, 0.92, 1.15, 1.4),
    'icon-rotation-alignment': 'map',
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
  },
});

const label = (look: Look, id: string, filter: unknown, layout: Record<string, unknown>): unknown => ({
  id,
  type: 'symbol',
  filter,
  minzoom: 4,
  layout: { 'text-field': ['coalesce', ['get', '_label'], ''], 'text-font': bold, 'text-size': 12, ...layout },
  paint: figure(look),
});

export function flows(look: Look): unknown[] {
  const join = { 'line-join': 'round' };
  const paint = { 'line-color': look.theme.people, 'line-opacity': lit(1, 1, 0.9), 'line-width': stroke };
  return [
    {
      id: 'flows-case',
      type: 'line',
      filter: ['==', ['get', 'shape'], 'curve'],
      layout: { 'line-cap': 'butt', ...join },
      paint: {
        'line-color': look.theme.halo,
        'line-width': width(...flowWidths.map((w) => w + 2.8)),
        'line-opacity': lit(1, 1, 0.75),
      },
    },
    { id: 'flows-line', type: 'line', filter: ['all', known, near(look)], layout: join, paint },
    {
      id: 'flows-dashed',
      type: 'line',
      filter: ['all', ['!', known], near(look)],
      layout: join,
      paint: { ...paint, 'line-dasharray': [2, 1.6] },
    },
    label(look, 'flows-label', ['all', ['!', isPoint], ['!', isHalo]], {
      'symbol-placement': 'line-center',
      'text-offset': [0, -1.1],
      'text-max-angle': 60,
    }),
    ...(look.tiled ? [tiledHead(look)] : []),
    // Round a place of which only one end of the movement is known; its size says how many, whatever the zoom.
    label(look, 'flows-burst', look.tiled ? ['all', isHalo, ['<', ['zoom'], ringsFrom]] : isPoint, {
      'icon-image': ['coalesce', ['get', '_burst'], imageName('burst', look.theme.people, look.theme.halo)],
      'icon-size': width(0.8, 0.9, 1, 1.12, 1.25),
      // Of a crowd the largest stand; a few may lie over each other.
      'icon-allow-overlap': !look.tiled,
      'icon-ignore-placement': !look.tiled,
      'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'width_class'], 1]],
      'text-anchor': 'bottom',
      'text-offset': [0, -1.75],
      'text-optional': true,
    }),
  ];
}

/** Arrowheads stand in a source of their own, at the ends of lines: heads.ts makes them. */
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
