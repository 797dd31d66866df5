// The colours of actors, measured: the least distance of any two, for normal and colour-blind sight, as filled on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, colours, nightColours } from '../../src/map/palette.ts';
import { dark, light } from '../../src/map/theme.ts';
import { deltaE, luminance, over, type RGB, rgb, sights } from './colour.ts';

const fill = 0.55;

function least(names: readonly string[], paper: string, seen: (c: RGB) => RGB): number {
  const filled = names.map((name) => seen(over(rgb(name), rgb(paper), fill)));
  let min = Infinity;
  for (const [i, a] of filled.entries()) for (const b of filled.slice(i + 1)) min = Math.min(min, deltaE(a, b));
  return min;
}

for (const [name, seen] of Object.entries(sights)) {
  test(`actors differ by day, ${name}`, () => {
    const d = least(colours, light.land, seen);
    assert.ok(d >= 20, `least CIEDE2000 is ${d.toFixed(1)}, want 20`);
  });
  test(`actors differ by night, ${name}`, () => {
    const d = least(nightColours, dark.land, seen);
    assert.ok(d >= 20, `least CIEDE2000 is ${d.toFixed(1)}, want 20`);
  });
  test(`people on the move differ from every actor, ${name}`, () => {
    const people = seen(rgb(light.people));
    for (const c of colours) {
      const d = deltaE(people, seen(over(rgb(c), rgb(light.land), fill)));
      assert.ok(d >= 10, `${light.people} and ${c}: ${d.toFixed(1)}, want 10`);
    }
  });
}

test('text reads on paper (WCAG AA 4.5)', () => {
  for (const theme of [light, dark])
    for (const ink of [theme.ink, theme.muted, theme.people]) {
      const [a, b] = [luminance(rgb(ink)), luminance(rgb(theme.land))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      assert.ok(ratio >= 4.5, `${theme.name} ${ink}: ${ratio.toFixed(2)}`);
    }
});

const actor = (id: string, weight: number, name = id) => ({ id, name, weight });

test('no two actors look alike, however many there are', () => {
  const palette = assign(
    new Map(),
    Array.from({ length: 16 }, (_, i) => actor(`x${i}`, i)),
  );
  assert.equal(new Set([...palette.values()].map((s) => s.colour + s.texture)).size, 16);
});

test('colours do not change hands when actors come and go', () => {
  const before = assign(new Map(), [actor('a', 1), actor('state:iq', 5), actor('b', 9)]);
  const after = assign(before, [actor('c', 100), actor('a', 1)]);
  for (const [id, slot] of before) assert.deepEqual(after.get(id), slot);
});

test('the order of the input does not matter', () => {
  const all = [actor('a', 1), actor('state:iq', 5), actor('b', 9), actor('isis', 2)];
  assert.deepEqual([...assign(new Map(), all)].sort(), [...assign(new Map(), [...all].reverse())].sort());
});

test('a state is blue, and others leave blue to it', () => {
  const palette = assign(new Map(), [actor('a', 3), actor('b', 2), actor('state:iq', 1)]);
  assert.equal(palette.get('state:iq')?.colour, colours[1]);
  assert.notEqual(palette.get('a')?.colour, colours[1]);
});
