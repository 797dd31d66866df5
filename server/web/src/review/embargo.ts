// Holds a claim back from what is published until a day; it stays where it is in review.
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { dateField } from '../time/datefield.ts';
import { keep } from './act.ts';
import type { Queue } from './queue.ts';

/** Days from now that are offered first: the usual time for positions of forces to grow cold is one to three days. */
const usual = 3;

const inDays = (n: number): string => new Date(Date.now() + n * 86400e3).toISOString().slice(0, 10);

export function embargoForm(q: Queue): HTMLElement {
  const until = dateField({ id: 'embargo-until', label: t('review.until'), value: inDays(usual) });
  const reason = h('input', { type: 'text', id: 'embargo-reason', dir: 'auto' });
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    if (until.value() === '') return;
    const why = reason.value.trim();
    void keep(q, { action: 'embargo', until: `${until.value()}T00:00:00Z`, ...(why !== '' && { reason: why }) });
  };
  return h(
    'form',
    { class: 'form', onsubmit },
    h('p', { class: 'muted' }, t('review.embargonote')),
    h('div', { class: 'labelled' }, h('label', { for: 'embargo-until' }, t('review.until')), until.node),
    h('label', {}, h('span', {}, t('review.reason')), reason),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'submit', class: 'primary' }, t('review.embargo').replace(/\s*…$/, '')),
    ),
  );
}
