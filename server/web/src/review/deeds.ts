// What a reviewer can do with the claim in hand, by key and by button; what makes sense depends on its state.
import { h } from '../dom.ts';
import { type Key, t } from '../i18n/i18n.ts';
import type { Claim } from '../panel/claimdata.ts';
import { act, undo } from './act.ts';
import { group } from './group.ts';
import { current, go, open, type Queue } from './queue.ts';

interface Deed {
  readonly key: string;
  readonly label: Key;
  /** Whether it makes sense now. */
  can(q: Queue, c: Claim | undefined): boolean;
  run(q: Queue): void;
}

const in_ =
  (...states: string[]) =>
  (q: Queue, c: Claim | undefined): boolean =>
    c !== undefined && states.includes(c.state) && !q.taken.has(c.id);

export const deeds: readonly Deed[] = [
  {
    key: 'a',
    label: 'review.accept',
    can: in_('pending', 'rejected', 'retracted'),
    run: (q) => void act(q, [{ action: 'accept' }]),
  },
  { key: 'r', label: 'review.reject', can: in_('pending'), run: (q) => void act(q, [{ action: 'reject' }]) },
  { key: 'e', label: 'review.correct', can: in_('pending', 'accepted'), run: (q) => open(q, 'correct') },
  { key: 'm', label: 'review.merge', can: in_('pending', 'accepted'), run: (q) => open(q, 'merge') },
  { key: 's', label: 'review.split', can: in_('pending', 'accepted'), run: (q) => open(q, 'split') },
  { key: 'b', label: 'review.embargo', can: in_('pending', 'accepted'), run: (q) => open(q, 'embargo') },
  { key: 'x', label: 'review.retract', can: in_('accepted'), run: (q) => void act(q, [{ action: 'retract' }]) },
  { key: 'u', label: 'review.undo', can: (q) => q.done.length > 0, run: (q) => void undo(q) },
];

/** Decides alike about all claims of the sentence in hand. */
function all(q: Queue, action: 'accept' | 'reject'): void {
  const claims = group(q);
  if (claims.length > 1) void act(q, [{ action }], claims);
}

/** Does what a key stands for; false where it stands for nothing. A key held down decides nothing. */
export function press(q: Queue, e: KeyboardEvent): boolean {
  const key = e.key.toLowerCase();
  if (key === 'j' || key === 'k') go(q, key === 'j' ? 1 : -1);
  else if (e.repeat) return deeds.some((d) => d.key === key);
  else if (e.shiftKey && (key === 'a' || key === 'r')) all(q, key === 'a' ? 'accept' : 'reject');
  else {
    const deed = deeds.find((d) => d.key === key);
    if (!deed) return false;
    if (deed.can(q, current(q))) deed.run(q);
  }
  return true;
}

export function button(q: Queue, d: Deed): HTMLElement {
  const props = {
    type: 'button',
    'data-key': d.key,
    'aria-keyshortcuts': d.key,
    disabled: !d.can(q, current(q)),
    onclick: () => d.run(q),
  };
  return h('button', props, t(d.label), h('kbd', { 'aria-hidden': 'true' }, d.key));
}

/** The buttons that make sense for a claim as it is; undo stands greyed while there is nothing to undo. */
export function buttons(q: Queue, c: Claim): HTMLElement {
  const fitting = deeds.filter((d) => d.key === 'u' || d.can(q, c));
  return h('div', { class: 'actions' }, ...fitting.map((d) => button(q, d)));
}

/** The other claims of the sentence in hand, to be decided in one go. */
export function together(q: Queue): HTMLElement | null {
  const n = group(q).length;
  if (n < 2) return null;
  const one = (key: 'a' | 'r', label: Key): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        'data-key': `shift-${key}`,
        'aria-keyshortcuts': `Shift+${key}`,
        onclick: () => all(q, key === 'a' ? 'accept' : 'reject'),
      },
      t(label, { n }),
      h('kbd', { 'aria-hidden': 'true' }, `⇧${key}`),
    );
  return h(
    'div',
    { class: 'together' },
    h('span', {}, t('review.sentence', { n })),
    one('a', 'review.acceptall'),
    one('r', 'review.rejectall'),
  );
}
