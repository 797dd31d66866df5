// What stands at one place: displaced people, forces, events, and places that are only named.
import { bold } from '../base.ts';
import { imageName } from '../patterns.ts';
import { colour, figure, type Look, lit, name, width } from './look.ts';

export const displaced = (look: Look): unknown[] => [
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
      'text-field': [
        'format',
        ['coalesce', ['get', '_name'], ['get', `name_${look.lang}`], ['get', 'name'], ''],
        { 'text-color': look.theme.ink },
        '\n',
        {},
        ['coalesce', ['get', '_label'], ''],
        {},
      ],
      'text-font': bold,
      'text-size': 12,
      // Beside the circle, whatever its size.
      'text-variable-anchor': ['top', 'right', 'left', 'bottom'],
      'text-radial-offset': width(0.9, 1.1, 1.4, 1.8, 2.3),
      'text-justify': 'auto',
    },
    paint: figure(look),
  },
];

export const forces = (look: Look): unknown[] => [
  {
    id: 'forces-line',
    type: 'line',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': colour(look), 'line-width': lit(3.4, 3, 2), 'line-dasharray': [3, 1] },
  },
  {
    // Above the mark of the place, which may belong to somebody else.
    id: 'forces-box',
    type: 'symbol',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'icon-image': ['coalesce', ['get', '_box'], imageName('force', look.theme.ink, look.theme.halo)],
      'icon-allow-overlap': true,
      'icon-offset': [0, -15],
      'text-field': ['coalesce', ['get', '_label'], ''],
      'text-font': bold,
      'text-size': 11,
      'text-anchor': 'bottom',
      'text-offset': [0, -2.1],
      'text-optional': true,
    },
    paint: { 'text-color': look.theme.ink, 'text-halo-color': look.theme.halo, 'text-halo-width': 1.8 },
  },
];

export const events = (look: Look): unknown[] => [
  {
    id: 'events-mark',
    type: 'symbol',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'text-field': '✕', 'text-font': bold, 'text-size': 13, 'text-allow-overlap': true },
    paint: { 'text-color': look.theme.ink, 'text-halo-color': look.theme.halo, 'text-halo-width': lit(3, 2.6, 1.8) },
  },
];

/** Where there are too many to list, those that other layers speak of cannot be left out: they come when there is room. */
const placesFrom = (look: Look): object => (look.tiled ? { minzoom: 8 } : {});

export const places = (look: Look): unknown[] => [
  {
    id: 'places-dot',
    type: 'circle',
    ...placesFrom(look),
    paint: {
      'circle-radius': lit(5, 4.4, 3),
      'circle-color': look.theme.halo,
      'circle-stroke-color': look.theme.muted,
      'circle-stroke-width': 1.2,
    },
  },
  { ...(name('places-label', look, -1000) as object), ...placesFrom(look) },
];
