import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speak } from '../../src/i18n/i18n.ts';
import { readDay } from '../../src/time/datetext.ts';
import { date, day, moment } from '../../src/words.ts';

test('days in Sorani, which browsers do not know, are written and read again', async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak('ckb');
  assert.equal(day('2014-06-16'), '16 حوزەیران 2014');
  assert.equal(moment('2014-01-02T03:04:05Z'), '2 کانوونی دووەم 2014، 03:04 UTC');
  assert.equal(date(Date.UTC(2014, 5, 16), { month: 'long', year: 'numeric' }), 'حوزەیران 2014');
  assert.equal(date(Date.UTC(2014, 5, 16), { weekday: 'narrow' }), 'د');
  for (let m = 1; m <= 12; m++) {
    const iso = `2014-${String(m).padStart(2, '0')}-09`;
    assert.equal(readDay(day(iso)), iso);
  }
  await speak('en');
});
