import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHash, initial, type State, toHash } from '../../src/state.ts';

const full: State = {
  lng: 43.1234,
  lat: -36.5,
  zoom: 6.25,
  valid: '2014-06-16',
  known: '2014-06-17',
  compare: '2014-06-09',
  days: 7,
  off: ['places', 'zones'],
  actors: ['state:iq', 'a,b&c=d'],
  kinds: ['flow'],
  sources: ['The Paper, Ltd', 'صحيفة'],
  states: ['pending'],
  least: 40,
  open: 'report/abc:10-20',
  profile: 'public',
  lang: 'ar',
};

test('the start has an empty address', () => {
  assert.equal(toHash(initial), '');
  assert.deepEqual(fromHash(''), initial);
});

test('every field comes back from the address', () => {
  assert.deepEqual(fromHash(`#${toHash(full)}`), full);
  assert.deepEqual(fromHash(toHash(full)), full);
});

test('the same picture has the same address', () => {
  assert.equal(toHash(fromHash(toHash(full))), toHash(full));
});

for (const bad of [
  'map=99/0/0',
  'map=a/b/c',
  'map=4/100/0',
  'valid=16.6.2014',
  'days=-1',
  'days=1.5',
  'least=101',
  'profile=R%26D',
  'off=',
  '%%%',
  'sources=%25E0%25A4%25A',
])
  test(`nonsense is as nothing: ${bad}`, () => {
    const { sources: _, ...rest } = fromHash(bad);
    const { sources: __, ...start } = initial;
    assert.deepEqual(rest, start);
  });
