// Areas of control: filled while they are held, hatched where they are contested, dotted where reports disagree.
import { imageName } from '../patterns.ts';
import { colour, fade, type Look, lit } from './look.ts';

export function zones(look: Look): unknown[] {
  const filled = ['in', ['get', 'class'], ['literal', ['assessed', 'claimed', 'inferred', 'stale']]];
  const strength = ['match', ['get', 'class'], 'claimed', 0.32, 'inferred', 0.18, 'stale', 0.2, fade(0.55)];
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
