import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datetime } from '../../src/api.ts';
import { ar } from '../../src/i18n/ar.ts';
import { ckb } from '../../src/i18n/ckb.ts';
import { en } from '../../src/i18n/en.ts';
import { fr } from '../../src/i18n/fr.ts';
import { niceScale } from '../../src/share/scale.ts';
import { amount, day, distance, quantity } from '../../src/words.ts';

const value = (v: object) => ({ low: null, best: null, high: null, unit: 'person', qualifier: '', raw: '', ...v });

test('numbers carry their qualifier and bounds', () => {
  assert.equal(quantity(value({ best: 200000, qualifier: 'approximately' })), '≈ 200,000 people');
  assert.equal(quantity(value({ low: 500000, qualifier: 'more_than' })), '> 500,000 people');
  assert.equal(quantity(value({ high: 500000, qualifier: 'up_to' })), '≤ 500,000 people');
  assert.equal(quantity(value({ low: 12000, high: 18000, qualifier: 'range' })), '12,000–18,000 people');
  assert.equal(quantity(value({ raw: 'thousands', qualifier: 'vague' })), '“thousands”');
  assert.equal(quantity(null), 'number not known');
  assert.equal(amount(value({ low: 3 })), '≥ 3');
});

test('days and distances', () => {
  assert.equal(day('2014-06-16T10:00:00Z'), '16 Jun 2014');
  assert.equal(day('nonsense'), '');
  assert.equal(distance(44.31), '44.3 km (27.5 mi)');
  assert.equal(distance(149.4), '149 km (93 mi)');
});

test('an interval is asked for what happens, an instant for what is', () => {
  assert.equal(datetime('zones', '2014-06-16', 30), '2014-06-16T23:59:59Z');
  assert.equal(datetime('flows', '2014-06-16', 7), '2014-06-10T00:00:00Z/2014-06-16T23:59:59Z');
  assert.equal(datetime('flows', '2014-06-16', 1), '2014-06-16T00:00:00Z/2014-06-16T23:59:59Z');
  assert.equal(datetime('flows', '2014-06-16', 0), '../2014-06-16T23:59:59Z');
  assert.equal(datetime('flows', '', 7), '');
});

test('scale bars are round and fit', () => {
  for (const perPixel of [0.3, 7, 99, 1234, 50_000]) {
    const { length, label } = niceScale(perPixel, 140);
    assert.ok(length <= 140 && length > 50, `${length}`);
    assert.match(label, /^[125]0* (m|km)$/);
  }
});

const holes = (phrase: string): string[] => (phrase.match(/\{\w+\}/g) ?? []).sort();

for (const [name, words] of Object.entries({ ar, ckb, fr }))
  test(`every phrase is there, with its gaps: ${name}`, () => {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(en).sort());
    for (const [key, phrase] of Object.entries(en)) {
      assert.deepEqual(holes(words[key as keyof typeof en]), holes(phrase), key);
      assert.notEqual(words[key as keyof typeof en].trim(), '', key);
    }
    const same = Object.entries(en).filter(
      ([key, phrase]) => words[key as keyof typeof en] === phrase && /[a-z]{4}/i.test(phrase),
    );
    assert.ok(same.length <= 20, `still English: ${same.map(([key]) => key).join(', ')}`);
  });
