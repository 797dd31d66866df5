// Front lines, each basis with a line of its own: what is inferred or only asserted must not look observed.
import { fonts } from '../base.ts';
import { type Look, lit } from './look.ts';

const dashes: Record<string, number[]> = { observed: [1, 0], inferred: [4, 1.6], 'asserted-schematic': [1.2, 1.6] };

/** Where a line may in truth run: a soft strip under it, so that a line between two named places does not look surveyed. */
export const frontbands = (look: Look): unknown[] => [
  {
    id: 'frontbands-fill',
    type: 'fill',
    paint: {
      'fill-color': look.theme.ink,
      'fill-opacity': look.theme.name === 'dark' ? 0.12 : 0.07,
      'fill-antialias': false,
    },
  },
  {
    id: 'frontbands-edge',
    type: 'line',
    paint: { 'line-color': look.theme.ink, 'line-opacity': 0.16, 'line-width': 6, 'line-blur': 5 },
  },
];

export const frontlines = (look: Look): unknown[] => [
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
