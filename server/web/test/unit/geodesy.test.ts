import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, bearing, destination, distance, radius, ring } from '../../src/measure/geodesy.ts';

const near = (got: number, want: number, within: number): void =>
  assert.ok(Math.abs(got - want) <= within, `${got}, want ${want} ± ${within}`);
const mosul = [43.1189, 36.335];
const alqosh = [43.0967, 36.7342];

test('known distances', () => {
  near(distance(mosul, alqosh), 44.4, 0.5);
  near(distance([0, 0], [180, 0]), Math.PI * radius, 1e-6);
  near(distance([179, 0], [-179, 0]), (2 * Math.PI * radius) / 180, 1e-6);
  assert.equal(distance(mosul, mosul), 0);
});

test('bearings, there and back', () => {
  near(bearing([0, 0], [0, 10]), 0, 1e-9);
  near(bearing([0, 0], [10, 0]), 90, 1e-9);
  near(bearing([0, 10], [0, 0]), 180, 1e-9);
  near(bearing([179, 0], [-179, 0]), 90, 1e-9);
});

test('a destination lies where it should', () => {
  for (const azimuth of [0, 33, 90, 179, 271])
    for (const km of [1, 50, 4000]) {
      const to = destination(mosul, azimuth, km);
      near(distance(mosul, to), km, 1e-6 * km);
      near(((bearing(mosul, to) - azimuth + 540) % 360) - 180, 0, 1e-6);
    }
});

test('rings are closed, and their area is that of the cap', () => {
  const points = ring(mosul, 100, 720);
  assert.deepEqual(points[0], points.at(-1));
  near(area(points.slice(0, -1)), 2 * Math.PI * radius * radius * (1 - Math.cos(100 / radius)), 5);
});

test('an octant is an eighth of the sphere', () => {
  near(
    area([
      [0, 0],
      [90, 0],
      [90, 90],
      [0, 90],
    ]),
    (4 * Math.PI * radius * radius) / 8,
    1,
  );
});
