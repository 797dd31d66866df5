// The keys, as a list.
import type { View } from '../app.ts';
import { h } from '../dom.ts';
import { type Key, t } from '../i18n/i18n.ts';

const keys: [string, Key][] = [
  ['/', 'keys.search'],
  ['Esc', 'keys.close'],
  ['← →', 'keys.step'],
  ['Space', 'keys.play'],
  ['L', 'keys.list'],
  ['M', 'keys.measure'],
  ['C', 'keys.compare'],
  ['G', 'keys.review'],
  ['N', 'keys.add'],
  ['?', 'keys.help'],
  ['J K', 'keys.jk'],
  ['A', 'keys.a'],
  ['R', 'keys.r'],
  ['E', 'keys.e'],
  ['⇧A ⇧R', 'keys.all'],
  ['M S B X', 'keys.m'],
  ['U', 'keys.u'],
];

export const keysView: View = () =>
  h(
    'article',
    { class: 'keys' },
    h('h2', {}, t('keys.title')),
    h(
      'dl',
      {},
      ...keys.flatMap(([key, what]) => [
        h('dt', {}, ...key.split(' ').map((k) => h('kbd', {}, k))),
        h('dd', {}, t(what)),
      ]),
    ),
  );
