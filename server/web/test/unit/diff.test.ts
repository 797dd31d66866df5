import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areas, diff } from '../../src/compare/diff.ts';
import { actors, stateOf, thing } from '../../src/feature.ts';
import { tileFilter, wanted } from '../../src/filter.ts';
import { heads, turn } from '../../src/map/heads.ts';
import { light } from '../../src/map/theme.ts';
import { claim } from '../../src/panel/claimdata.ts';
import { filtered } from '../../src/scene.ts';
import { initial } from '../../src/state.ts';
import { addMonths } from '../../src/time/calendar.ts';
import { readDay } from '../../src/time/datetext.ts';

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

test('a claim brings the claims that contradict or support it, each with its report', () => {
  const report = { id: 'r2', publisher: 'P2', published: '2014-06-17T00:00:00Z' };
  const other = { claim: { id: '2', kind: 'flow', evidence: [{ report: 'r2', exact: 'x' }] }, state: 'pending' };
  const c = claim({
    claim: { id: '1', kind: 'flow' },
    sources: 1,
    against: 1,
    links: [{ kind: 'contradicts', independent: true, why: 'figures differ', other, report }],
  });
  assert.equal(c.sources, 1);
  assert.equal(c.against, 1);
  assert.equal(c.links[0]?.kind, 'contradicts');
  assert.equal(c.links[0]?.claim.id, '2');
  assert.equal(c.links[0]?.claim.evidence[0]?.publisher, 'P2');
});

test('a day is read as people write it, and no other day', () => {
  for (const s of [
    '2014-06-16',
    '16/6/2014',
    '16.06.2014',
    '16 Jun 2014',
    '16 June 2014',
    'June 16, 2014',
    '١٦/٦/٢٠١٤',
  ])
    assert.equal(readDay(s), '2014-06-16', s);
  for (const s of ['', '31/2/2014', 'Monday', '16', '2014-13-01']) assert.equal(readDay(s), '', s);
  assert.equal(addMonths('2014-03-31', -1), '2014-02-28');
  assert.equal(addMonths('2014-12-31', 2), '2015-02-28');
});

test('a second report of a movement with no other figure is folded into the first', () => {
  const flow = (id: string, role: string, conflict: boolean) => make('flows', id, { role, conflict });
  const things = new Map([
    [
      'flows' as const,
      [flow('1', 'recommended', false), flow('2', 'triangulation', false), flow('3', 'triangulation', true)],
    ],
  ]);
  const shown = filtered({ valid: '', things, large: new Map(), failed: new Map() }, initial);
  assert.deepEqual(
    shown.get('flows')?.map((x) => x.id),
    ['1', '3'],
  );
});
