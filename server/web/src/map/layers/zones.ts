// Areas of control: filled while they are held, hatched where they are contested, dotted where reports disagree. Their reach
// is an assumption, not a border, so what is held ends softly; the crisp lines are those of the fronts.
import { bold } from '../base.ts';
import { imageName } from '../patterns.ts';
import { colour, type Expression, fade, hatchOf, type Look, lit } from './look.ts';

/**
 * Square kilometres times 4 to the zoom from which a zone bears its holder's name: about 60 × 60 pixels, at 63 km a pixel at
 * zoom 0 in the middle latitudes.
 */
const roomForName = 60 * 60 * 63 * 63;

const filled = ['in', ['get', 'class'], ['literal', ['assessed', 'claimed', 'inferred', 'stale']]];
const strength = ['match', ['get', 'class'], 'claimed', 0.32, 'inferred', 0.18, 'stale', 0.2, fade(0.55)];
const is = (name: string): unknown => ['==', ['get', 'class'], name];

export function zones(look: Look): unknown[] {
  return [
    {
      id: 'zones-soft',
      type: 'line',
      filter: is('assessed'),
      paint: { 'line-color': colour(look), 'line-width': 9, 'line-blur': 8, 'line-opacity': 0.4 },
    },
    { id: 'zones-fill', type: 'fill', filter: filled, paint: { 'fill-color': colour(look), 'fill-opacity': strength } },
    {
      id: 'zones-hatch',
      type: 'fill',
      filter: ['!', filled],
      paint: { 'fill-pattern': pattern(look), 'fill-opacity': 0.62 },
    },
    {
      id: 'zones-stale',
      type: 'fill',
      filter: is('stale'),
      paint: { 'fill-pattern': imageName('thin', look.theme.muted), 'fill-opacity': 0.35 },
    },
    ...(look.tiled ? [] : [texture]),
    {
      id: 'zones-edge',
      type: 'line',
      paint: {
        'line-color': colour(look),
        'line-width': lit(2.6, 1.8, 0.8),
        'line-opacity': ['match', ['get', 'class'], 'stale', 0.4, 0.6],
      },
    },
    {
      id: 'zones-claimed',
      type: 'line',
      filter: is('claimed'),
      paint: { 'line-color': look.theme.halo, 'line-width': 1.4, 'line-dasharray': [2, 3] },
    },
    label(look),
  ];
}

const pattern = (look: Look): Expression =>
  look.tiled
    ? (['case', is('contested'), hatchOf(look), imageName('dots', look.theme.muted)] as unknown as Expression)
    : ['coalesce', ['get', '_pattern'], imageName('hatch', look.theme.muted, look.theme.land)];

const texture = {
  id: 'zones-texture',
  type: 'fill',
  filter: ['has', '_texture'],
  paint: { 'fill-pattern': ['get', '_texture'], 'fill-opacity': 0.5 },
};

/** The holder's name in the area, where it has room: a legend alone would send the eye back and forth. */
const label = (look: Look): unknown => ({
  id: 'zones-label',
  type: 'symbol',
  filter: ['>=', ['*', ['coalesce', ['get', 'area_km2'], 0], ['^', 4, ['zoom']]], roomForName],
  layout: {
    'text-field': ['coalesce', ['get', '_label'], ['get', 'holder'], ''],
    'text-font': bold,
    'text-size': ['interpolate', ['linear'], ['zoom'], 4, 12, 9, 17],
    'text-letter-spacing': look.lang === 'ar' || look.lang === 'ckb' ? 0 : 0.08,
    'text-max-width': 8,
    'text-padding': 24,
    'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'area_km2'], 0]],
  },
  paint: {
    'text-color': look.theme.ink,
    'text-opacity': 0.72,
    'text-halo-color': look.theme.halo,
    'text-halo-width': 1.6,
  },
});
