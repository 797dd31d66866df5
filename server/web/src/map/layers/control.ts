// Who holds a place. Each status has a mark of its own shape, so that a reader without colours can tell them apart:
// held is full, present an open ring, contested two halves, vacated a struck ring, unknown a small open dot.
import { nobody } from '../palette.ts';
import { imageName } from '../patterns.ts';
import { colour, type Expression, fade, type Look, lit, name } from './look.ts';

/** Statuses whose holder fills the mark. */
export const full = ['held', 'joint', 'controls', 'captured'] as const;
const status: Expression = ['coalesce', ['get', 'status'], ''];
const isFull: Expression = ['in', status, ['literal', [...full]]];

function mark(look: Look): Expression {
  const { theme } = look;
  const grey = nobody.colour;
  return [
    'match',
    status,
    'contested',
    ['coalesce', ['get', '_mark'], imageName('split', theme.ink, theme.halo, theme.ink)],
    'disputed',
    ['coalesce', ['get', '_mark'], imageName('split', theme.ink, theme.halo, theme.ink)],
    'vacated',
    imageName('struck', theme.ink, theme.halo),
    'lost',
    imageName('struck', theme.ink, theme.halo),
    imageName('open', grey, theme.halo),
  ] as unknown as Expression;
}

export function control(look: Look): unknown[] {
  const { theme } = look;
  return [
    {
      id: 'control-siege',
      type: 'symbol',
      filter: ['to-boolean', ['coalesce', ['get', 'besieged'], false]],
      layout: {
        'icon-image': ['coalesce', ['get', '_ring'], imageName('siege', theme.ink, theme.halo)],
        'icon-allow-overlap': true,
      },
    },
    {
      id: 'control-dot',
      type: 'circle',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, ['case', isFull, 3.6, 3], 9, ['case', isFull, 6, 5]],
        'circle-color': ['case', isFull, colour(look), theme.halo],
        'circle-opacity': ['case', isFull, fade(1), 1],
        'circle-stroke-color': [
          'case',
          ['boolean', ['feature-state', 'selected'], false],
          theme.focus,
          ['==', status, 'present'],
          colour(look),
          theme.halo,
        ],
        'circle-stroke-width': lit(3.2, 2.6, 1.8),
      },
    },
    {
      id: 'control-mark',
      type: 'symbol',
      filter: ['all', ['!', isFull], ['!=', status, 'present']],
      layout: {
        'icon-image': mark(look),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.75, 9, 1],
      },
    },
    name('control-label', look, -3000),
  ];
}
