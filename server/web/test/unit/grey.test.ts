// A grey copy of the printed sheet: actors differ by lightness or by texture, and so do the classes of zones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, colourOf, type Slot, textureOf } from '../../src/map/palette.ts';
import { print } from '../../src/map/theme.ts';
import { lightness, over, rgb } from './colour.ts';

/** The opacity of zones that are held. */
const fill = 0.55;
/** Steps of CIE L* that a grey copy still shows side by side; a laser printer's screen swallows about five. */
const step = 10;

const grey = (slot: Slot): number => lightness(over(rgb(colourOf(slot, 'print')), rgb(print.land), fill));

const slots = (n: number): Slot[] => [
  ...assign(
    new Map(),
    Array.from({ length: n }, (_, i) => ({ id: `x${i}`, name: `x${i}`, weight: i })),
  ).values(),
];

for (const n of [4, 8, 16])
  test(`${n} actors differ in grey: by lightness of ${step} or by texture`, () => {
    const all = slots(n);
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1)) {
        const same = textureOf(a, 'print') === textureOf(b, 'print');
        const d = Math.abs(grey(a) - grey(b));
        assert.ok(!same || d >= step, `${a.colour} and ${b.colour}, both ${textureOf(a, 'print')}: ${d.toFixed(1)}`);
      }
  });

test('the first four have a texture of their own each, so that lightness is not needed', () => {
  assert.equal(new Set(slots(4).map((s) => textureOf(s, 'print'))).size, 4);
});

test('each filled actor stands off the paper in grey', () => {
  const paper = lightness(rgb(print.land));
  for (const s of slots(4)) {
    const texture = textureOf(s, 'print');
    assert.ok(paper - grey(s) >= step || texture !== 'plain', `${s.colour}: ${(paper - grey(s)).toFixed(1)}`);
  }
});
