import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deltaE } from './colour.ts';

// Pairs and distances of the test data that Sharma, Wu and Dalal published with the formula.
const pairs: [number[], number[], number][] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
];

for (const [a, b, want] of pairs)
  test(`CIEDE2000 of ${a} and ${b}`, () => {
    const got = deltaE(a as [number, number, number], b as [number, number, number], true);
    assert.ok(Math.abs(got - want) < 1e-4, `${got}, want ${want}`);
  });
