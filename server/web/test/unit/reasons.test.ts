import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speak } from '../../src/i18n/i18n.ts';
import { reason } from '../../src/i18n/reasons.ts';

const said = [
  'the place of Northern Iraq',
  'the most prominent of two places of this name',
  'one of 13 places of this name',
  'the only town of this name in the gazetteer',
  'stands for who acts or works there',
  'part of the name The Times of London',
  'contained in Iraq, named one sentence before',
  'contained in Iraq, named 12 sentences before',
  'contained in Iraq, named in the same sentence',
  'three other named places within 100 km (Mosul, Alqosh, Fishkabur)',
  'regional capital of 1,683,000 inhabitants',
  'one name, one place: named twice in the text',
  'fits the stated distance',
  'two actors are said to hold the place',
  'the figures differ: 12000 and 200000 persons',
  'fits the map',
  'the date of publication is not known: relative dates cannot be placed',
];

test('the reasons of the server are said in each language; names and numbers stay', async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  for (const r of said) assert.equal(reason(r), r, 'English is the words of the server');
  for (const language of ['ar', 'ckb', 'fr'] as const) {
    await speak(language);
    for (const r of said) assert.notEqual(reason(r), r, `${language}: ${r}`);
    assert.match(reason('contained in Iraq, named 12 sentences before'), /Iraq.*12/);
    assert.match(reason('the most prominent of two places of this name'), /2/);
    assert.match(reason('one name, one place: named three times in the text'), /3/);
    assert.match(reason('three other named places within 100 km (Mosul, Alqosh)'), /3.*100.*Mosul, Alqosh/);
    assert.doesNotMatch(reason('one other named place within 100 km'), /[:：]\s*$/);
    assert.equal(reason('words of tomorrow'), 'words of tomorrow');
  }
  await speak('en');
});
