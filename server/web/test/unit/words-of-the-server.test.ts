// Every word that the server can put into a record has its phrase: read from the constants of the Go source.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { en } from '../../src/i18n/en.ts';
import { placeKind } from '../../src/placekinds.ts';

const root = path.join(process.cwd(), '..', '..');
const source = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const constants = (text: string, name: RegExp): string[] =>
  [...text.matchAll(/^\t(\w+)\s+= "(\w+)"/gm)].filter((m) => name.test(m[1] ?? '')).map((m) => m[2] ?? '');

const claim = source('data/claim.go');
const review = source('data/review.go');

const groups: [string, string[]][] = [
  ['kind', constants(claim, /^Kind/)],
  ['status', constants(claim, /^Status/)],
  ['modality', constants(claim, /^(Asserted|Claimed|Denied|Planned|Past)$/)],
  ['placerole', constants(claim, /^Role/)],
  ['action', constants(review, /^Action/)],
  ['done', ['accept', 'reject', 'correct', 'merge', 'split', 'embargo', 'retract']],
  ['state', constants(review, /^(Pending|Accepted|Rejected|Retracted|Merged|Superseded)$/)],
];

for (const [group, words] of groups)
  test(`each ${group} of the server has a phrase`, () => {
    assert.ok(words.length >= 5, `${words}`);
    assert.deepEqual(
      words.filter((w) => !Object.hasOwn(en, `${group}.${w}`)),
      [],
    );
  });

test('kinds of places are told in words', () => {
  assert.equal(placeKind('PPLA2'), 'regional centre');
  assert.equal(placeKind('PPL'), 'town or village');
  assert.equal(placeKind('GULF'), 'water');
  assert.equal(placeKind('OILR'), 'site');
  assert.equal(placeKind(''), '');
});
