import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, patched } from '../../src/panel/differences.ts';

test('a merge patch changes, adds and removes as RFC 7396 has it', () => {
  // The examples of the RFC's appendix A that fit records.
  const cases: [unknown, unknown, unknown][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'foo' }, null, null],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [was, patch, becomes] of cases) assert.deepEqual(patched(was, patch), becomes);
});

test('a correction is told field by field, and only what differs', () => {
  const claim = {
    actor: 'Fighters',
    actor_name: 'Islamic State',
    status: 'captured',
    places: [{ role: 'at', name: 'Tripoli', country: 'LY', id: 'geonames:1' }],
    value: { best: 2000, unit: 'person', qualifier: 'approximately' },
    valid: { start: '2014-06-16T00:00:00Z' },
  };
  assert.deepEqual(differences(claim, {}), []);
  assert.deepEqual(differences(claim, { status: 'captured' }), []);
  assert.deepEqual(differences(claim, { actor_name: 'Peshmerga', value: { best: 300 } }), [
    { name: 'Actor', was: 'Islamic State', becomes: 'Peshmerga' },
    { name: 'Number', was: '≈ 2,000 people', becomes: '≈ 300 people' },
  ]);
  const [place] = differences(claim, { places: [{ role: 'at', name: 'Tripoli', country: 'LB', id: 'geonames:2' }] });
  assert.deepEqual(place, { name: 'Place', was: 'Tripoli LY geonames:1', becomes: 'Tripoli LB geonames:2' });
  assert.deepEqual(differences(claim, { value: null }), [{ name: 'Number', was: '≈ 2,000 people', becomes: '' }]);
});
