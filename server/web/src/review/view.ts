// The review queue on the page: the claim with its sentence and buttons, those that follow, and the keys.
import type { View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { checkBox, claimFacts, stateTag } from '../panel/claim.ts';
import type { Claim } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { quotes } from '../panel/quote.ts';
import { correctionForm } from './correct.ts';
import { reviewer, setReviewer } from './decide.ts';
import { act, before, current, edit, go, type Queue, read, show, undo } from './queue.ts';

function merge(q: Queue): void {
  const into = before(q);
  if (into) void act(q, { action: 'merge', into: into.id });
}

/** What a reviewer can do with a claim, by key. */
const deeds: Record<string, (q: Queue) => void> = {
  j: (q) => go(q, 1),
  k: (q) => go(q, -1),
  a: (q) => void act(q, { action: 'accept' }),
  r: (q) => void act(q, { action: 'reject' }),
  m: merge,
  u: (q) => void undo(q),
  e: edit,
};

function button(q: Queue, label: string, key: string, off = false, title = ''): HTMLElement {
  const onclick = (): void => deeds[key]?.(q);
  return h(
    'button',
    { type: 'button', onclick, disabled: off, title, 'data-key': key, 'aria-keyshortcuts': key },
    label,
    h('kbd', { 'aria-hidden': 'true' }, key),
  );
}

function buttons(q: Queue): HTMLElement {
  const into = before(q);
  return h(
    'div',
    { class: 'actions' },
    button(q, t('review.accept'), 'a'),
    button(q, t('review.reject'), 'r'),
    button(q, t('review.correct'), 'e'),
    button(q, t('review.merge'), 'm', !into, into ? claimLine(into) : ''),
    button(q, t('review.undo'), 'u', q.done.length === 0),
  );
}

function nowBox(q: Queue, c: Claim, editing: AbortSignal): HTMLElement {
  const save = (correction: Record<string, unknown>, reason: string): void =>
    void act(q, { action: 'correct', correction, ...(reason !== '' && { reason }) });
  return h(
    'div',
    { class: 'now', 'data-claim': c.id },
    h('h3', { dir: 'auto' }, claimLine(c), ' ', stateTag(c.state)),
    ...quotes(q.app, c.evidence),
    checkBox(c.check),
    claimFacts(c),
    q.editing ? correctionForm(q.app, c, save, editing) : buttons(q),
  );
}

function header(q: Queue): HTMLElement {
  const done = q.done.length > 0 ? ` · ${t('review.done', { n: q.done.length })}` : '';
  const onchange = (e: Event): void => setReviewer((e.target as HTMLInputElement).value);
  return h(
    'div',
    { class: 'head' },
    h(
      'div',
      {},
      h('h2', {}, t('review.title')),
      h('p', { class: 'muted', role: 'status' }, t('review.left', { n: q.matched }), done),
    ),
    h(
      'label',
      {},
      h('span', {}, t('review.reviewer')),
      h('input', { type: 'text', id: 'reviewer', value: reviewer(), onchange }),
    ),
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
        { type: 'button', onclick: () => go(q, i - q.at) },
        h('span', { dir: 'auto' }, claimLine(x)),
        h('span', { class: 'muted' }, term('kind', x.kind)),
      ),
    );
  return h('ol', {}, ...q.claims.slice(from, from + 12).map((x, i) => line(x, from + i)));
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

export const queueView: View = async (app, _args, signal) => {
  const root = h('article', { class: 'queue' });
  let editing = new AbortController();
  const draw = (): void => {
    if (signal.aborted) return;
    editing.abort();
    editing = new AbortController();
    const c = current(q);
    fill(
      root,
      header(q),
      q.note,
      c ? nowBox(q, c, editing.signal) : h('p', { class: 'now' }, t('review.none')),
      c ? null : button(q, t('review.undo'), 'u', q.done.length === 0),
      others(q),
      h('p', { class: 'muted' }, t('review.keys')),
    );
    if (q.editing) root.querySelector<HTMLElement>('form input')?.focus();
  };
  const q: Queue = {
    app,
    changed: draw,
    claims: [],
    at: 0,
    done: [],
    note: null,
    editing: false,
    busy: false,
    matched: 0,
  };
  signal.addEventListener('abort', () => editing.abort());
  await read(q, signal);
  draw();
  show(q);
  const onKey = (e: KeyboardEvent): void => {
    if (inField(e.target) || e.ctrlKey || e.metaKey || e.altKey || document.body.dataset.open !== 'review') return;
    const deed = deeds[e.key.toLowerCase()];
    if (!deed) return;
    e.preventDefault();
    deed(q);
  };
  document.addEventListener('keydown', onKey, { signal });
  return root;
};
