// Scale bars: a round length that fits.
import type { Map as MapLibre } from 'maplibre-gl';

/** Metres a pixel at the middle of the map, on the Mercator plane's local scale. */
export const metresPerPixel = (map: MapLibre): number =>
  (40075016.686 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());

/** The longest of 1, 2, 5 × 10ⁿ metres that is at most `most` pixels long. */
export function niceScale(perPixel: number, most: number): { length: number; label: string } {
  const metres = perPixel * most;
  const power = 10 ** Math.floor(Math.log10(metres));
  const nice = [5, 2, 1].map((n) => n * power).find((n) => n <= metres) ?? power;
  return { length: nice / perPixel, label: nice >= 1000 ? `${nice / 1000} km` : `${nice} m` };
}
