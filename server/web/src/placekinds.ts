// The kinds of places, by GeoNames' feature codes (https://www.geonames.org/export/codes.html), in words of few groups.
import { type Key, t } from './i18n/i18n.ts';

const groups: readonly [RegExp, Key][] = [
  [/^PPLC$/, 'placekind.capital'],
  [/^PPLA/, 'placekind.seat'],
  [/^PPLX$/, 'placekind.quarter'],
  [/^PPL/, 'placekind.town'],
  [/^(PCL|TERR)/, 'placekind.country'],
  [/^(ADM|RGN|CONT|AREA|DIST|PRSH|ZN|LCTY)/, 'placekind.area'],
  [/^(GULF|SEA|OCN|STM|LK|RSV|BAY|CNL|STRT|CHN|WAD|H$)/, 'placekind.water'],
  [/^(MT|HLL|PK|RDGE|PASS|VLC)/, 'placekind.mountain'],
  [/^border$/, 'placekind.border'],
];

/** A feature code in words; '' for none. */
export function placeKind(code: string): string {
  if (code === '') return '';
  return t(groups.find(([pattern]) => pattern.test(code))?.[1] ?? 'placekind.site');
}
