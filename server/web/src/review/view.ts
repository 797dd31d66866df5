// The review queue on the page: the claim in hand, those that follow, and the keys. The focus stays where the reviewer has it.
import type { View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import type { Claim } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { inOrder, undo } from './act.ts';
import { reviewer, setReviewer } from './decide.ts';
import { press } from './deeds.ts';
import { nowBox } from './now.ts';
import { current, follow, go, kept, open, type Queue, read, readOne, show, take } from './queue.ts';
import { openSentences } from './sentence.ts';

function header(q: Queue): HTMLElement {
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
function drawNote(q: Queue, note: HTMLElement): void {
  const { note: n } = q;
  note.className = n === null ? 'note' : n.bad ? 'note conflict' : 'note muted';
  const again = n?.claim && !q.claims.some((c) => c.id === n.claim) && n.claim;
  const open = (): void => q.app.open(`review/${again}`);
  fill(
    note,
    n && h('bdi', {}, n.text),
    again && h('button', { type: 'button', class: 'link', onclick: open }, t('review.look')),
  );
}

function others(q: Queue): HTMLElement {
  const from = Math.max(0, q.at - 2);
  const line = (x: Claim, i: number): HTMLElement =>
    h(
      'li',
      { 'aria-current': String(i === q.at) },
      h(
        'button',
        { type: 'button', onclick: () => go(q, i - q.at), 'data-key': `line-${i - q.at}` },
        h('span', { dir: 'auto' }, claimLine(x)),
        h('span', { class: 'muted' }, q.taken.has(x.id) ? '✓' : term('kind', x.kind)),
      ),
    );
  return h('ol', {}, ...q.claims.slice(from, from + 12).map((x, i) => line(x, from + i)));
}

function nothing(q: Queue): HTMLElement {
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
