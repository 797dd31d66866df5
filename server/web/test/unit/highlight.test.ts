import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cut, slice } from '../../src/panel/highlight.ts';

const text = '😀 Tal Afar fell. تلعفر';

test('pieces joined are the text', () => {
  const spans = [
    { start: 2, end: 10, name: 'place' },
    { start: 0, end: 16, name: 'claim' },
    { start: 17, end: 22, name: 'arabic' },
  ];
  assert.equal(
    cut(text, spans)
      .map((p) => p.text)
      .join(''),
    text,
  );
});

test('offsets count code points, not UTF-16 units', () => {
  const piece = cut(text, [{ start: 2, end: 10, name: 'place' }]).find((p) => p.names.includes('place'));
  assert.equal(piece?.text, 'Tal Afar');
  assert.equal(slice(text, 17, 22), 'تلعفر');
});

test('spans over each other name each piece with all of them', () => {
  const pieces = cut('abcdef', [
    { start: 0, end: 4, name: 'a' },
    { start: 2, end: 6, name: 'b' },
  ]);
  assert.deepEqual(
    pieces.map((p) => [p.text, p.names]),
    [
      ['ab', ['a']],
      ['cd', ['a', 'b']],
      ['ef', ['b']],
    ],
  );
});

test('spans outside of the text, or of nothing, are left out', () => {
  assert.deepEqual(
    cut('ab', [
      { start: 1, end: 9, name: 'x' },
      { start: 1, end: 1, name: 'y' },
      { start: -1, end: 1, name: 'z' },
    ]),
    [{ text: 'ab', start: 0, names: [] }],
  );
  assert.deepEqual(cut('', []), []);
});
