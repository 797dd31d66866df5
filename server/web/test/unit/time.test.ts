import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bins, fromDay, rangeOf, toDay } from '../../src/time/days.ts';

test('days come back', () => {
  for (const day of ['1969-12-31', '1970-01-01', '2014-06-16', '2024-02-29', '9999-12-31'])
    assert.equal(fromDay(toDay(day)), day);
  assert.equal(fromDay(toDay('2014-06-16T23:59:59Z')), '2014-06-16');
  assert.ok(Number.isNaN(toDay('16 June')));
});

test('a range has air and is at least two weeks', () => {
  assert.deepEqual(rangeOf([100]), { first: 93, last: 107 });
  assert.deepEqual(rangeOf([100, 200]), { first: 98, last: 202 });
  assert.equal(rangeOf([]), null);
  assert.equal(rangeOf(Array.from({ length: 300_000 }, () => 5))?.first, -2);
});

test('bins hold every day once, and there are never too many', () => {
  for (const length of [14, 239, 240, 241, 2000, 40_000]) {
    const range = { first: 1000, last: 1000 + length - 1 };
    const days = Array.from({ length: 500 }, (_, i) => 1000 + ((i * 7919) % length));
    const all = bins(days, range, 240);
    assert.ok(all.length <= 240);
    assert.equal(
      all.reduce((n, b) => n + b.count, 0),
      500,
    );
  }
});

test('days outside of the range are not counted', () => {
  assert.equal(
    bins([1, 999, 1000, 1013, 1014], { first: 1000, last: 1013 }, 240).reduce((n, b) => n + b.count, 0),
    2,
  );
});
