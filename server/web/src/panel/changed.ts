// Shows what a correction changes: the old words struck out, the new ones beside them.
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import type { Difference } from './differences.ts';

export const changedList = (all: readonly Difference[]): HTMLElement =>
  h(
    'dl',
    { class: 'changed' },
    ...all.flatMap((d) => [
      h('dt', {}, d.name),
      h(
        'dd',
        { dir: 'auto' },
        h('del', {}, d.was || '–'),
        h('span', { 'aria-hidden': 'true' }, ' → '),
        h('span', { class: 'hidden' }, ` ${t('diff.becomes')} `),
        h('ins', {}, d.becomes || '–'),
      ),
    ]),
  );
