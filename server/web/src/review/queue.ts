// The review queue: one claim at a time with its sentence, decided by keys; undo, and conflicts told.
import { ask } from '../api.ts';
import type { App, View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { list, object, text } from '../json.ts';
import { move } from '../map/create.ts';
import { checkBox, claimFacts, stateTag } from '../panel/claim.ts';
import { type Claim, claim, source, sourced } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { quotes } from '../panel/quote.ts';
import { pendingCount } from '../pending.ts';
import { messageOf, Problem } from '../problem.ts';
import { correctionForm } from './correct.ts';
import { type Decision, decide, reviewer, setReviewer } from './decide.ts';

interface Queue {
  readonly app: App;
  readonly root: HTMLElement;
  claims: Claim[];
  at: number;
  done: { claim: Claim; action: string }[];
  note: HTMLElement | null;
  editing: boolean;
  busy: boolean;
  matched: number;
}

const page = 100;

async function read(q: Queue, signal?: AbortSignal): Promise<void> {
  const [answer, matched] = await Promise.all([
    ask(`/review/queue?limit=${page}`, signal ? { signal } : {}),
    pendingCount(),
  ]);
  q.claims = list(object(answer).claims).map((item) => sourced(claim(item), [source(object(item).report)]));
  q.matched = Math.max(matched, q.claims.length);
  q.at = Math.min(q.at, Math.max(0, q.claims.length - 1));
}

const current = (q: Queue): Claim | undefined => q.claims[q.at];

function go(q: Queue, by: number): void {
  q.at = Math.min(Math.max(0, q.at + by), Math.max(0, q.claims.length - 1));
  q.editing = false;
  q.note = null;
  draw(q);
  show(q);
}

/** Brings the claim's place into view. */
function show(q: Queue): void {
  const place = current(q)?.places.find((p) => p.lon !== null);
  if (place) move(q.app.map, [place.lon ?? 0, place.lat ?? 0], Math.max(q.app.map.getZoom(), 7));
}

async function act(q: Queue, decision: Decision): Promise<void> {
  const c = current(q);
  if (!c || q.busy) return;
  q.busy = true;
  try {
    await decide(c, decision);
    q.claims = q.claims.filter((x) => x !== c);
    q.matched = Math.max(0, q.matched - 1);
    q.done.push({ claim: c, action: decision.action });
    q.at = Math.min(q.at, Math.max(0, q.claims.length - 1));
    q.note = null;
    q.editing = false;
    if (q.claims.length === 0 && q.matched > 0) await read(q);
    show(q);
  } catch (error) {
    q.note = h('p', { class: 'conflict', role: 'alert' }, await conflictText(c, error));
    if (error instanceof Problem && error.status === 409) await read(q).catch(() => undefined);
  } finally {
    q.busy = false;
    draw(q);
  }
}

/** Who was faster, and what the claim is now. */
async function conflictText(c: Claim, error: unknown): Promise<string> {
  if (!(error instanceof Problem) || error.status !== 409) return messageOf(error);
  const now = claim(error.extra.current);
  const past = object(await ask(`/claims/${encodeURIComponent(c.id)}/history`).catch(() => ({})));
  const last = object(list(past.reviews).at(-1));
  return t('review.conflict', { who: text(last.author) || '?', state: term('state', now.state) });
}

async function undo(q: Queue): Promise<void> {
  const last = q.done.pop();
  if (!last || q.busy) return;
  try {
    await decide(last.claim, { action: 'undo' });
    await read(q);
    q.at = Math.max(
      0,
      q.claims.findIndex((c) => c.id === last.claim.id),
    );
    q.note = h('p', { class: 'muted', role: 'status' }, t('review.undone'));
  } catch (error) {
    q.done.push(last);
    q.note = h('p', { class: 'conflict', role: 'alert' }, messageOf(error));
  }
  draw(q);
}

function button(label: string, key: string, run: () => void, disabled = false): HTMLElement {
  return h(
    'button',
    { type: 'button', onclick: run, disabled, 'data-key': key },
    label,
    h('kbd', { 'aria-hidden': 'true' }, key),
  );
}

function nowBox(q: Queue, c: Claim): HTMLElement {
  const before = q.claims[q.at - 1];
  const edit = (): void => {
    q.editing = !q.editing;
    draw(q);
  };
  return h(
    'div',
    { class: 'now', 'data-claim': c.id },
    h('h3', { dir: 'auto' }, claimLine(c), ' ', stateTag(c.state)),
    ...quotes(q.app, c.evidence),
    checkBox(c.check),
    claimFacts(c),
    q.editing
      ? correctionForm(q.app, c, (correction) => void act(q, { action: 'correct', correction }))
      : h(
          'div',
          { class: 'actions' },
          button(t('review.accept'), 'a', () => void act(q, { action: 'accept' })),
          button(t('review.reject'), 'r', () => void act(q, { action: 'reject' })),
          button(t('review.correct'), 'e', edit),
          button(t('review.merge'), 'm', () => before && void act(q, { action: 'merge', into: before.id }), !before),
          button(t('review.undo'), 'u', () => void undo(q), q.done.length === 0),
        ),
  );
}

function draw(q: Queue): void {
  const c = current(q);
  const line = (x: Claim, i: number): HTMLElement =>
    h(
      'li',
      { 'aria-current': String(i === q.at), onclick: () => go(q, i - q.at) },
      h('span', { dir: 'auto' }, claimLine(x)),
      h('span', { class: 'muted' }, x.kind),
    );
  const from = Math.max(0, q.at - 2);
  fill(
    q.root,
    h(
      'div',
      { class: 'head' },
      h(
        'div',
        {},
        h('h2', {}, t('review.title')),
        h(
          'p',
          { class: 'muted', role: 'status' },
          t('review.left', { n: q.matched }),
          q.done.length > 0 ? ` · ${t('review.done', { n: q.done.length })}` : '',
        ),
      ),
      h(
        'label',
        {},
        h('span', {}, t('review.reviewer')),
        h('input', {
          type: 'text',
          value: reviewer(),
          onchange: (e) => setReviewer((e.target as HTMLInputElement).value),
        }),
      ),
    ),
    q.note,
    c ? nowBox(q, c) : h('p', { class: 'now' }, t('review.none')),
    c ? null : button(t('review.undo'), 'u', () => void undo(q), q.done.length === 0),
    h('ol', {}, ...q.claims.slice(from, from + 12).map((x, i) => line(x, from + i))),
    h('p', { class: 'muted' }, t('review.keys')),
  );
}

function onKey(q: Queue, e: KeyboardEvent): void {
  if (e.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  if (e.ctrlKey || e.metaKey || e.altKey || document.body.dataset.open !== 'review') return;
  const before = q.claims[q.at - 1];
  const runs: Record<string, () => void> = {
    j: () => go(q, 1),
    k: () => go(q, -1),
    a: () => void act(q, { action: 'accept' }),
    r: () => void act(q, { action: 'reject' }),
    m: () => before && void act(q, { action: 'merge', into: before.id }),
    u: () => void undo(q),
    e: () => {
      q.editing = !q.editing;
      draw(q);
      q.root.querySelector<HTMLElement>('form input, form select')?.focus();
    },
  };
  const run = runs[e.key.toLowerCase()];
  if (!run) return;
  e.preventDefault();
  run();
}

export const queueView: View = async (app, _args, signal) => {
  const root = h('article', { class: 'queue' });
  const q: Queue = { app, root, claims: [], at: 0, done: [], note: null, editing: false, busy: false, matched: 0 };
  await read(q, signal);
  draw(q);
  show(q);
  document.addEventListener('keydown', (e) => onKey(q, e), { signal });
  return root;
};
