// The claims that wait for a reviewer and what is done with them: one at a time, undone if need be, conflicts told.
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { list, object, text } from '../json.ts';
import { move } from '../map/create.ts';
import { type Claim, claim, source, sourced } from '../panel/claimdata.ts';
import { pendingCount } from '../pending.ts';
import { messageOf, Problem } from '../problem.ts';
import { type Decision, decide } from './decide.ts';

export interface Queue {
  readonly app: App;
  /** Draws the queue as it is now. */
  readonly changed: () => void;
  claims: Claim[];
  at: number;
  done: { claim: Claim; action: string }[];
  note: HTMLElement | null;
  editing: boolean;
  busy: boolean;
  matched: number;
}

const page = 100;

export async function read(q: Queue, signal?: AbortSignal): Promise<void> {
  const [answer, matched] = await Promise.all([
    ask(`/review/queue?limit=${page}`, signal ? { signal } : {}),
    pendingCount(),
  ]);
  q.claims = list(object(answer).claims).map((item) => sourced(claim(item), [source(object(item).report)]));
  q.matched = Math.max(matched, q.claims.length);
  q.at = Math.min(q.at, Math.max(0, q.claims.length - 1));
}

export const current = (q: Queue): Claim | undefined => q.claims[q.at];
/** The claim that a merge goes into: the one before, which the reviewer has just seen. */
export const before = (q: Queue): Claim | undefined => q.claims[q.at - 1];

export function go(q: Queue, by: number): void {
  q.at = Math.min(Math.max(0, q.at + by), Math.max(0, q.claims.length - 1));
  q.editing = false;
  q.note = null;
  q.changed();
  show(q);
}

/** Brings the claim's place into view. */
export function show(q: Queue): void {
  const place = current(q)?.places.find((p) => p.lon !== null);
  if (place) move(q.app.map, [place.lon ?? 0, place.lat ?? 0], Math.max(q.app.map.getZoom(), 7));
}

export function edit(q: Queue): void {
  q.editing = !q.editing;
  q.changed();
}

export async function act(q: Queue, decision: Decision): Promise<void> {
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
    q.changed();
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

export async function undo(q: Queue): Promise<void> {
  if (q.busy) return;
  const last = q.done.pop();
  if (!last) return;
  q.busy = true;
  try {
    await decide(last.claim, { action: 'undo' });
    await read(q);
    q.at = Math.max(
      0,
      q.claims.findIndex((c) => c.id === last.claim.id),
    );
    q.note = h('p', { class: 'muted', role: 'status' }, t('review.undone'));
    show(q);
  } catch (error) {
    q.done.push(last);
    q.note = h('p', { class: 'conflict', role: 'alert' }, messageOf(error));
  } finally {
    q.busy = false;
    q.changed();
  }
}
