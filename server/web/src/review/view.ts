// The review queue on the page: the claim in hand, those that follow, and the keys. The focus stays where the reviewer has it.
import type { View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { inOrder } from './act.ts';
import { drawNote, header, nothing, others } from './around.ts';
import { press } from './deeds.ts';
import { nowBox } from './now.ts';
import { current, follow, kept, open, type Queue, read, readOne, show, take } from './queue.ts';
import { openSentences } from './sentence.ts';

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Gives the focus back to what stood in its place before everything was drawn anew. */
function holdFocus(root: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && root.contains(focused) ? (focused.dataset.key ?? 'now') : null;
  draw();
  if (key === null) return;
  const next = root.querySelector<HTMLElement>(`[data-key="${key}"]:not([disabled])`);
  (next ?? root.querySelector<HTMLElement>('.now h3'))?.focus({ preventScroll: true });
}

/** Opens the queue; `args` names a claim to begin with, or "report:ID" for the claims of one report. */
export const queueView: View = async (app, args, signal) => {
  const around = h('div', {});
  const note = h('p', { class: 'note', role: 'status', 'aria-live': 'polite' });
  const hand = h('div', {});
  const rest = h('div', {});
  const root = h(
    'article',
    { class: 'queue' },
    around,
    note,
    hand,
    rest,
    h('p', { class: 'muted keys-line' }, t('review.keys')),
  );
  let editing = new AbortController();
  const drawHand = (): void => {
    editing.abort();
    editing = new AbortController();
    const c = current(q);
    fill(hand, c ? nowBox(q, c, editing.signal) : nothing(q));
  };
  const changed = (what: 'all' | 'around'): void => {
    if (signal.aborted) return;
    holdFocus(root, () => {
      fill(around, header(q));
      drawNote(q, note);
      if (what === 'all') drawHand();
      fill(rest, others(q));
    });
    if (what === 'all' && q.form !== '') hand.querySelector<HTMLElement>('.form input:not([type=checkbox])')?.focus();
  };
  const report = args.startsWith('report:') ? args.slice(7) : '';
  const q: Queue = {
    app,
    sentences: openSentences(),
    changed,
    report,
    claims: [],
    at: 0,
    done: kept.done,
    note: null,
    form: '',
    taken: new Map(),
    matched: 0,
  };
  signal.addEventListener('abort', () => editing.abort());
  await read(q, signal);
  if (args !== '' && report === '') await readOne(q, args, signal);
  else take(q, kept.id);
  changed('all');
  show(q);
  const onEscape = (e: KeyboardEvent): void => {
    if (e.key !== 'Escape' || q.form === '' || hand.querySelector('.calendar')) return;
    e.stopImmediatePropagation();
    open(q, '');
  };
  document.addEventListener('keydown', onEscape, { signal, capture: true });
  const onKey = (e: KeyboardEvent): void => {
    if (inField(e.target) || e.ctrlKey || e.metaKey || e.altKey || document.body.dataset.open !== 'review') return;
    if (press(q, e)) e.preventDefault();
  };
  document.addEventListener('keydown', onKey, { signal });
  const onChange = (e: Event): void =>
    void inOrder(() => follow(q, (e as CustomEvent<unknown>).detail)).catch(() => undefined);
  window.addEventListener('dateline-change', onChange, { signal });
  return root;
};
