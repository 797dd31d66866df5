import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areas, diff } from '../../src/compare/diff.ts';
import { actors, stateOf, thing } from '../../src/feature.ts';
import { tileFilter, wanted } from '../../src/filter.ts';
import { heads, turn } from '../../src/map/heads.ts';
import { light } from '../../src/map/theme.ts';
import { claim } from '../../src/panel/claimdata.ts';
import { contradicts } from '../../src/panel/contradiction.ts';
import { initial } from '../../src/state.ts';

const make = (collection: 'control' | 'zones' | 'flows', id: string, props: Record<string, unknown>) => {
  const found = thing(collection, {
    id,
    geometry: {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    },
    properties: props,
  });
  assert.ok(found);
  return found;
};

test('a place that changed hands, one new, one gone', () => {
  const before = [
    make('control', '1', { place: 'p', name: 'A', holder_id: 'x' }),
    make('control', '2', { place: 'q', name: 'B', holder_id: 'x' }),
  ];
  const after = [
    make('control', '9', { place: 'p', name: 'A', holder_id: 'y' }),
    make('control', '3', { place: 'r', name: 'C', holder_id: 'x' }),
  ];
  assert.deepEqual(
    diff(before, after).map((c) => [c.kind, c.thing.props.name]),
    [
      ['holder', 'A'],
      ['new', 'C'],
      ['gone', 'B'],
    ],
  );
  assert.deepEqual(diff(after, after), []);
});

test('areas add up by holder', () => {
  const sum = areas([
    make('zones', '1', { holder: 'X', area_km2: 10 }),
    make('zones', '2', { holder: 'X', area_km2: 5 }),
    make('zones', '3', { class: 'contested', area_km2: 1 }),
  ]);
  assert.deepEqual(
    [...sum],
    [
      ['X', 15],
      ['contested', 1],
    ],
  );
});

test('several holders are several actors', () => {
  const x = make('control', '1', {
    holder: 'Army and Militia',
    holder_id: 'a|b',
    besieger: 'Rebels',
    besieger_id: 'c',
  });
  assert.deepEqual(actors(x), [
    ['a', 'Army'],
    ['b', 'Militia'],
    ['c', 'Rebels'],
  ]);
});

test('a thing is pending while any claim behind it is', () => {
  assert.equal(stateOf(make('control', '1', { claims: ['a', 'b'], pending: 1 })), 'pending');
  assert.equal(stateOf(make('control', '1', { claims: ['a', 'b'], pending: 0 })), 'accepted');
  assert.equal(stateOf(make('control', '1', {})), '');
});

test('filters let through what is chosen', () => {
  const x = make('control', '1', {
    kind: 'control',
    holder_id: 'a',
    holder: 'A',
    confidence: 0.5,
    evidence: [{ publisher: 'P' }],
  });
  assert.ok(wanted(x, initial));
  assert.ok(wanted(x, { ...initial, actors: ['a'], kinds: ['control'], sources: ['P'], least: 50 }));
  for (const off of [{ actors: ['b'] }, { kinds: ['flow'] }, { sources: ['Q'] }, { least: 51 }])
    assert.ok(!wanted(x, { ...initial, ...off }), JSON.stringify(off));
  assert.equal(tileFilter(initial), null);
  assert.ok(JSON.stringify(tileFilter({ ...initial, actors: ['a'] })).includes('"a"'));
});

test('arrowheads stand at the end, turned along the line; a halo has none', () => {
  const [head] = heads([make('flows', '1', { shape: 'curve' })], light);
  assert.deepEqual(head?.geometry, { type: 'Point', coordinates: [1, 1] });
  assert.equal(heads([make('flows', '1', { shape: 'halo' })], light).length, 0);
  assert.equal(turn([0, 0], [1, 0]), -0);
  assert.ok(Math.abs(turn([0, 0], [0, 1]) + 90) < 1e-9);
  assert.ok(Math.abs(turn([0, 60], [1, 60.5]) + 45) < 1);
});

const said = (id: string, actor: string, extra: object = {}) =>
  claim({
    claim: { id, kind: 'control', actor, places: [{ role: 'at', name: 'A', id: 'p' }], ...extra },
    state: 'pending',
  });

test('claims contradict where the same place has another holder, or the same movement another number', () => {
  assert.ok(contradicts(said('1', 'X'), said('2', 'Y')));
  assert.ok(!contradicts(said('1', 'X'), said('2', 'X')));
  assert.ok(!contradicts(said('1', 'X'), { ...said('2', 'Y'), state: 'rejected' }));
  const n = (best: number) => ({ kind: 'flow', value: { low: null, best, high: null, unit: 'person' } });
  assert.ok(contradicts(said('1', '', n(1)), said('2', '', n(2))));
  assert.ok(!contradicts(said('1', '', n(1)), said('2', '', n(1))));
});
