// Bounds of geometries.
import type { Geometry, Position } from 'geojson';

export type Box = [west: number, south: number, east: number, north: number];

/** The bounds of a geometry, or null for an empty one. */
export function boxOf(geometry: Geometry | null): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') grow(box, part as Position);
    else part.forEach(visit);
  };
  if (geometry && 'coordinates' in geometry) visit(geometry.coordinates);
  return box[0] === Infinity ? null : box;
}

function grow(box: Box, [x = 0, y = 0]: Position): void {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

/** The middle of the bounds of a geometry, or null for an empty one. */
export function middle(geometry: Geometry | null): [number, number] | null {
  const box = boxOf(geometry);
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

export const meets = (a: Box, b: Box): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** The box around many things, or null where none has a place. */
export function boxOfAll(things: readonly { readonly geometry: Geometry | null }[]): Box | null {
  const boxes = things.map((x) => boxOf(x.geometry)).filter((b) => b !== null);
  if (boxes.length === 0) return null;
  return boxes.reduce((a, b) => [
    Math.min(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.max(a[2], b[2]),
    Math.max(a[3], b[3]),
  ]);
}
