// The arrowheads of flows: a point at the end of each line, turned along its last stretch.
import type { Feature, LineString, Position } from 'geojson';
import type { Thing } from '../feature.ts';
import { text } from '../json.ts';
import { imageName } from './patterns.ts';
import type { Theme } from './theme.ts';

/** The arrowheads as points with the turn of their picture. */
export function heads(flows: readonly Thing[], theme: Theme): Feature[] {
  return flows.flatMap((t) => {
    const line = lastLine(t);
    if (!line || text(t.props.shape) === 'halo') return [];
    const [from, to] = line.slice(-2) as [Position, Position];
    const properties = {
      id: t.id,
      width_class: t.props.width_class ?? 1,
      _turn: turn(from, to),
      _icon: imageName('arrow', theme.people, theme.halo),
    };
    return [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: to }, properties }];
  });
}

function lastLine(t: Thing): LineString['coordinates'] | null {
  const g = t.geometry;
  const line =
    g?.type === 'LineString' ? g.coordinates : g?.type === 'MultiLineString' ? g.coordinates.at(-1) : undefined;
  return line && line.length > 1 ? line : null;
}

/** The turn of an arrow that points right, in degrees clockwise, so that it lies along a line as Mercator draws it. */
export function turn(from: Position, to: Position): number {
  const x = (to[0] ?? 0) - (from[0] ?? 0);
  const y = mercator(to[1] ?? 0) - mercator(from[1] ?? 0);
  return (-Math.atan2(y, x) * 180) / Math.PI;
}

const mercator = (lat: number): number => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
