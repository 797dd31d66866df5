// Lengths, bearings and areas on the sphere for a line that is being drawn. Places are measured by the server on the
// ellipsoid; a sphere of the mean radius differs from it by less than 0.6 %.
import type { Position } from 'geojson';

/** Mean radius of WGS 84, km (IUGG R1). */
export const radius = 6371.0088;
const rad = Math.PI / 180;

/** Great-circle distance in km, by the haversine. */
export function distance([lon1 = 0, lat1 = 0]: Position, [lon2 = 0, lat2 = 0]: Position): number {
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Initial bearing in degrees from north, 0 up to 360. */
export function bearing([lon1 = 0, lat1 = 0]: Position, [lon2 = 0, lat2 = 0]: Position): number {
  const dl = (lon2 - lon1) * rad;
  const y = Math.sin(dl) * Math.cos(lat2 * rad);
  const x = Math.cos(lat1 * rad) * Math.sin(lat2 * rad) - Math.sin(lat1 * rad) * Math.cos(lat2 * rad) * Math.cos(dl);
  return (Math.atan2(y, x) / rad + 360) % 360;
}

/** The point at a distance in km along a bearing in degrees. */
export function destination([lon = 0, lat = 0]: Position, azimuth: number, km: number): Position {
  const d = km / radius;
  const p = Math.asin(Math.sin(lat * rad) * Math.cos(d) + Math.cos(lat * rad) * Math.sin(d) * Math.cos(azimuth * rad));
  const dl = Math.atan2(
    Math.sin(azimuth * rad) * Math.sin(d) * Math.cos(lat * rad),
    Math.cos(d) - Math.sin(lat * rad) * Math.sin(p),
  );
  return [((lon + dl / rad + 540) % 360) - 180, p / rad];
}

/** A ring of points at a distance around a centre, closed. */
export const ring = (centre: Position, km: number, steps = 96): Position[] =>
  Array.from({ length: steps + 1 }, (_, i) => destination(centre, ((i % steps) * 360) / steps, km));

/** Area in km² of the polygon through the points, by the spherical excess of its trapezoids (Chamberlain and Duquette 2007). */
export function area(points: readonly Position[]): number {
  let sum = 0;
  for (const [i, a] of points.entries()) {
    const b = points[(i + 1) % points.length] ?? a;
    const dl = ((((b[0] ?? 0) - (a[0] ?? 0) + 540) % 360) - 180) * rad;
    sum += dl * (2 + Math.sin((a[1] ?? 0) * rad) + Math.sin((b[1] ?? 0) * rad));
  }
  return (Math.abs(sum) * radius * radius) / 2;
}
