// The ground below the situation: land, water, borders, towns. Pure: theme and language in, style out.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { type OwnGround, ownStyle } from './own.ts';
import { imageName } from './patterns.ts';
import type { Theme } from './theme.ts';

export const fonts = ['Noto Sans', 'Noto Sans Arabic', 'sans-serif'];
export const bold = ['Noto Sans Semibold', 'Noto Sans Arabic Semibold', 'sans-serif'];

/** The name of a place in the reader's language, or its own. */
export const nameIn = (lang: string): unknown => [
  'coalesce',
  ['get', `name_${lang}`],
  ['get', 'name_en'],
  ['get', 'name'],
];

/** Where the ground's tiles come from; `own` where somebody put a basemap of theirs in the place of ours. */
export interface GroundTiles {
  readonly tiles: string;
  readonly maxzoom: number;
  readonly own?: OwnGround;
}

export function baseStyle(theme: Theme, lang: string, ground: GroundTiles): StyleSpecification {
  if (ground.own) return ownStyle(ground.own, theme.name, lang);
  const { tiles, maxzoom } = ground;
  return {
    version: 8,
    projection: { type: 'mercator' },
    sources: {
      base: { type: 'vector', tiles: [tiles], maxzoom, attribution: '' },
    },
    layers: [...land(theme), ...borders(theme), ...labels(theme, lang)],
  } as StyleSpecification;
}

const land = (theme: Theme): LayerSpecification[] =>
  [
    { id: 'water', type: 'background', paint: { 'background-color': theme.water } },
    {
      id: 'land',
      type: 'fill',
      source: 'base',
      'source-layer': 'land',
      paint: { 'fill-color': theme.land, 'fill-antialias': true },
    },
    {
      id: 'no-information',
      type: 'fill',
      source: 'base',
      'source-layer': 'land',
      paint: { 'fill-pattern': imageName('thin', theme.hatch) },
    },
    {
      id: 'urban',
      type: 'fill',
      source: 'base',
      'source-layer': 'urban',
      minzoom: 5,
      paint: { 'fill-color': theme.urban },
    },
    { id: 'lakes', type: 'fill', source: 'base', 'source-layer': 'water', paint: { 'fill-color': theme.water } },
    {
      id: 'rivers',
      type: 'line',
      source: 'base',
      'source-layer': 'rivers',
      minzoom: 4,
      paint: { 'line-color': theme.water, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.8, 9, 2.4] },
    },
  ] as unknown as LayerSpecification[];

const level = ['coalesce', ['get', 'admin_level'], ['get', 'level'], 0];
const disputed = ['to-boolean', ['coalesce', ['get', 'disputed'], false]];

const borders = (theme: Theme): LayerSpecification[] =>
  [
    {
      id: 'borders-admin',
      type: 'line',
      source: 'base',
      'source-layer': 'boundaries',
      minzoom: 5,
      filter: ['!', ['in', level, ['literal', [0, 2]]]],
      paint: { 'line-color': theme.admin, 'line-width': 0.8 },
    },
    {
      id: 'borders-country',
      type: 'line',
      source: 'base',
      'source-layer': 'boundaries',
      filter: ['all', ['in', level, ['literal', [0, 2]]], ['!', disputed]],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.country, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.6] },
    },
    {
      id: 'borders-disputed',
      type: 'line',
      source: 'base',
      'source-layer': 'boundaries',
      filter: ['all', ['in', level, ['literal', [0, 2]]], disputed],
      paint: { 'line-color': theme.country, 'line-width': 1.2, 'line-dasharray': [2, 2] },
    },
  ] as unknown as LayerSpecification[];

const labels = (theme: Theme, lang: string): LayerSpecification[] =>
  [
    {
      id: 'towns',
      type: 'symbol',
      source: 'base',
      'source-layer': 'places',
      layout: {
        'text-field': nameIn(lang),
        'text-font': fonts,
        'text-size': ['interpolate', ['linear'], ['zoom'], 4, 10, 10, 13],
        'text-padding': 6,
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'population'], 0]],
      },
      paint: { 'text-color': theme.muted, 'text-halo-color': theme.halo, 'text-halo-width': 1.2 },
    },
    {
      id: 'countries',
      type: 'symbol',
      source: 'base',
      'source-layer': 'countries',
      maxzoom: 7,
      layout: {
        'text-field': ['upcase', nameIn(lang)],
        'text-font': fonts,
        'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9, 6, 14],
        // Spaced letters would tear Arabic script apart.
        'text-letter-spacing': lang === 'ar' || lang === 'ckb' ? 0 : 0.14,
        'text-max-width': 7,
      },
      paint: { 'text-color': theme.muted, 'text-halo-color': theme.halo, 'text-halo-width': 1, 'text-opacity': 0.8 },
    },
  ] as unknown as LayerSpecification[];
