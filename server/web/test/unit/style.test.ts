import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { languages } from '../../src/i18n/i18n.ts';
import { baseStyle } from '../../src/map/base.ts';
import { drawn, headLayer, layersOf, sourceOf } from '../../src/map/layers.ts';
import { assign } from '../../src/map/palette.ts';
import { themes } from '../../src/map/theme.ts';

const palette = assign(new Map(), [
  { id: 'a', name: 'A', weight: 1 },
  { id: 'state:b', name: 'B', weight: 2 },
]);

for (const theme of Object.values(themes))
  for (const tiled of [false, true])
    test(`the style is valid: ${theme.name}, ${tiled ? 'tiles' : 'GeoJSON'}`, () => {
      const look = { theme, palette, tiled, lang: 'en' };
      const style = baseStyle(theme, 'en', { tiles: 'http://localhost/{z}/{x}/{y}.mvt', maxzoom: 8 });
      const source = tiled
        ? { type: 'vector', tiles: ['http://localhost/{z}/{x}/{y}'] }
        : { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
      const sources = {
        ...style.sources,
        'dl-heads': { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      } as Record<string, unknown>;
      for (const name of drawn) sources[sourceOf(name)] = source;
      const layers = [...style.layers, ...drawn.flatMap((name) => layersOf(name, look)), headLayer(look)];
      const errors = validateStyleMin({ ...style, sources, layers } as never);
      assert.deepEqual(
        errors.map((e) => e.message),
        [],
      );
      assert.equal(new Set(layers.map((l) => l.id)).size, layers.length, 'ids are unique');
    });

test('names come in the language of the reader, Arabic script is not torn apart', () => {
  for (const lang of Object.keys(languages)) {
    const style = baseStyle(themes.light, lang, { tiles: '/{z}/{x}/{y}.mvt', maxzoom: 8 });
    const countries = style.layers.find((l) => l.id === 'countries') as { layout: Record<string, unknown> };
    assert.ok(JSON.stringify(countries.layout['text-field']).includes(`name_${lang}`));
    if (lang === 'ar' || lang === 'ckb') assert.equal(countries.layout['text-letter-spacing'], 0);
  }
});

test('the style asks nobody but its own origin', () => {
  const style = baseStyle(themes.light, 'en', { tiles: 'http://own/{z}/{x}/{y}.mvt', maxzoom: 8 });
  assert.ok(!('glyphs' in style) && !('sprite' in style));
  for (const address of JSON.stringify(style).match(/https?:\/\/[^/"]+/g) ?? []) assert.equal(address, 'http://own');
});
