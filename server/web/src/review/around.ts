// What stands around the claim in hand: how many wait, what was done last, and the claims before and after.
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import type { Claim } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { undo } from './act.ts';
import { reviewer, setReviewer } from './decide.ts';
import { go, type Queue } from './queue.ts';

export function header(q: Queue): HTMLElement {
  const n = q.done.reduce((sum, d) => sum + d.claims.length, 0);
  const done = n > 0 ? ` · ${t('review.done', { n })}` : '';
  const onchange = (e: Event): void => setReviewer((e.target as HTMLInputElement).value);
  return h(
    'div',
    { class: 'head' },
    h(
      'div',
      {},
      h('h2', {}, t('review.title')),
      h('p', { class: 'muted left' }, t('review.left', { n: q.matched }), done),
    ),
    h(
      'label',
      {},
      h('span', {}, t('review.reviewer')),
      h('input', { type: 'text', id: 'reviewer', value: reviewer(), dir: 'auto', onchange }),
    ),
  );
}

/** What was last decided, or went wrong. It is a live region: only its words change. */
export function drawNote(q: Queue, note: HTMLElement): void {
  const { note: n } = q;
  note.className = n === null ? 'note' : n.bad ? 'note conflict' : 'note muted';
  const again = n?.claim && !q.claims.some((c) => c.id === n.claim) && n.claim;
  const open = (): void => q.app.open(`review/${again}`);
  fill(
    note,
    n && h('span', {}, n.text),
    again && h('button', { type: 'button', class: 'link', onclick: open }, t('review.look')),
  );
}

export function others(q: Queue): HTMLElement {
  const from = Math.max(0, q.at - 2);
  const line = (x: Claim, i: number): HTMLElement =>
    h(
      'li',
      { 'aria-current': String(i === q.at) },
      h(
        'button',
        { type: 'button', onclick: () => go(q, i - q.at), 'data-key': `line-${i - q.at}` },
        h('span', {}, claimLine(x)),
        h('span', { class: 'muted' }, q.taken.has(x.id) ? '✓' : term('kind', x.kind)),
      ),
    );
  return h('ol', {}, ...q.claims.slice(from, from + 12).map((x, i) => line(x, from + i)));
}

export function nothing(q: Queue): HTMLElement {
  return h(
    'div',
    { class: 'now' },
    h('p', {}, t('review.none')),
    h(
      'button',
      { type: 'button', 'data-key': 'u', disabled: q.done.length === 0, onclick: () => void undo(q) },
      t('review.undo'),
    ),
  );
}
