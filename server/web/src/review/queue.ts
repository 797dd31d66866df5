// The claims that wait for a reviewer, and which of them is in hand.
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { type Json, list, number, object, text } from '../json.ts';
import { move } from '../map/create.ts';
import { type Claim, claim } from '../panel/claimdata.ts';
import { rename } from '../panel/panel.ts';
import { source, sourced } from '../panel/source.ts';
import { pendingCount } from '../pending.ts';
import { claimPath } from './decide.ts';
import type { Sentences } from './sentence.ts';

export type Form = '' | 'correct' | 'merge' | 'split' | 'embargo';

/** Decisions of one key press, which one undo takes back. `times` counts the decisions about each claim. */
export interface Deed {
  readonly claims: readonly Claim[];
  readonly times: number;
}

export interface Queue {
  readonly app: App;
  readonly sentences: Sentences;
  /** Draws the queue anew: all of it, or only what stands around the claim in hand, whose form may be half filled. */
  readonly changed: (what: 'all' | 'around') => void;
  /** Only the claims of this report; '' for all. */
  readonly report: string;
  claims: Claim[];
  at: number;
  done: Deed[];
  /** What was decided last, or went wrong: told to all readers of the page. */
  note: { readonly text: string; readonly bad: boolean; readonly claim?: string } | null;
  form: Form;
  /** Claims that somebody else decided while they stood here, with what came of them. */
  taken: Map<string, { readonly who: string; readonly state: string }>;
  matched: number;
}

/** What outlives the view: a reviewer who reads in a report comes back to the claim in hand and can still undo. */
export const kept: { id: string; done: Deed[] } = { id: '', done: [] };

const page = 100;

export async function read(q: Queue, signal?: AbortSignal): Promise<void> {
  const only = new URLSearchParams({ limit: String(page), ...(q.report !== '' && { report: q.report }) });
  const [answer, matched] = await Promise.all([
    ask(`/review/queue?${only}`, signal ? { signal } : {}),
    q.report === '' ? pendingCount() : 0,
  ]);
  q.claims = list(object(answer).claims).map((item) => sourced(claim(item), [source(object(item).report)]));
  q.matched = Math.max(matched, q.claims.length);
  q.at = within(q, q.at);
}

/** One claim by its id, whatever its state, as a queue of its own before the others. */
export async function readOne(q: Queue, id: string, signal: AbortSignal): Promise<void> {
  const there = q.claims.findIndex((c) => c.id === id);
  if (there >= 0) {
    q.at = there;
    return;
  }
  const c = claim(await ask(claimPath(id), { signal }));
  const report = c.evidence[0]?.report ?? '';
  const head = object(await ask(`/reports/${encodeURIComponent(report)}`, { signal }).catch(() => ({})));
  q.claims.unshift(sourced(c, [source(head.report ?? head)]));
  q.at = 0;
}

export const current = (q: Queue): Claim | undefined => q.claims[q.at];
export const within = (q: Queue, at: number): number => Math.min(Math.max(0, at), Math.max(0, q.claims.length - 1));

export function go(q: Queue, by: number): void {
  q.at = within(q, q.at + by);
  q.form = '';
  q.note = null;
  q.changed('all');
  show(q);
}

/** Takes a claim in hand, where it still waits. */
export function take(q: Queue, id: string): void {
  const at = q.claims.findIndex((c) => c.id === id);
  q.at = at >= 0 ? at : within(q, q.at);
}

/** Brings the claim's place into view, and names the claim in the address. */
export function show(q: Queue): void {
  const place = current(q)?.places.find((p) => p.lon !== null);
  kept.id = current(q)?.id ?? '';
  if (q.report === '') rename(q.app, kept.id === '' ? 'review' : `review/${kept.id}`);
  if (place) move(q.app.map, [place.lon ?? 0, place.lat ?? 0], Math.max(q.app.map.getZoom(), 7));
}

export function open(q: Queue, form: Form): void {
  q.form = q.form === form ? '' : form;
  q.note = null;
  q.changed('all');
}

/** What somebody else did to the claims of this queue, as an event tells it. Our own deeds made the versions we know. */
export async function follow(q: Queue, event: unknown): Promise<void> {
  const e = object(event);
  const ours = new Map(q.claims.map((c) => [c.id, c.version]));
  const changes = list(e.changes).map(object);
  const newer = (x: Json): boolean => (number(object(x.after).version) ?? 0) > (ours.get(text(x.claim)) ?? Infinity);
  const mine = changes.filter(newer);
  const fresh = changes.some((x) => x.before === undefined && text(object(x.after).state) === 'pending');
  if (mine.length === 0 && !fresh) return;
  const now = current(q);
  const other = mine.find((x) => text(x.claim) === now?.id);
  const at = q.at;
  await read(q);
  const still = now && q.claims.some((c) => c.id === now.id);
  if (now && !still) q.claims.splice(at, 0, now);
  if (now) take(q, now.id);
  if (now && other) q.taken.set(now.id, { who: text(e.author), state: text(object(other.after).state) });
  q.changed(other && q.form === '' ? 'all' : 'around');
}
