// What a reviewer does with claims: the next one is in hand at once, the decisions follow one another to the server.
import { explain } from '../explain.ts';
import { t, term } from '../i18n/i18n.ts';
import { type Claim, claim } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { Problem } from '../problem.ts';
import { type Decision, decide, lastAuthor } from './decide.ts';
import { current, kept, type Queue, read, show, take, within } from './queue.ts';

let chain: Promise<unknown> = Promise.resolve();

/** Runs after all that was begun before: a fast reviewer's keys are lost no more than they overtake each other. */
export function inOrder(run: () => Promise<void>): Promise<void> {
  const next = chain.then(run, run);
  chain = next.catch(() => undefined);
  return next;
}

/** Decides about claims (the one in hand, or several of one sentence) and goes on to the next. */
export function act(q: Queue, decisions: readonly Decision[], claims: readonly Claim[] = inHand(q)): Promise<void> {
  const todo = claims.filter((c) => !q.taken.has(c.id));
  if (todo.length === 0) return Promise.resolve();
  q.claims = q.claims.filter((c) => !todo.includes(c));
  q.matched = Math.max(0, q.matched - todo.filter((c) => c.state === 'pending').length);
  q.at = within(q, q.at);
  q.form = '';
  const deed = { claims: todo, times: decisions.length };
  q.done.push(deed);
  const what = term('done', decisions.at(-1)?.action ?? '');
  q.note = { text: `${what}: ${todo.map(claimLine).join('; ')}`, bad: false };
  q.changed('all');
  show(q);
  return inOrder(async () => {
    for (const c of todo) await send(q, c, decisions, deed);
    if (decisions.some((d) => d.action === 'split') || (q.claims.length === 0 && q.matched > 0)) await again(q);
  });
}

const inHand = (q: Queue): Claim[] => q.claims.slice(q.at, q.at + 1);

async function send(q: Queue, c: Claim, decisions: readonly Decision[], deed: Queue['done'][number]): Promise<void> {
  try {
    let now = c;
    for (const d of decisions) now = await decide(now, d);
  } catch (error) {
    q.done = kept.done = q.done.filter((d) => d !== deed);
    const id = current(q)?.id ?? '';
    await read(q).catch(() => void q.claims.unshift(c));
    take(q, id);
    q.note = { text: await trouble(c, error), bad: true, claim: c.id };
    q.changed(q.form === '' ? 'all' : 'around');
  }
}

/** Decisions that leave the claim waiting: it stays in hand, as it is now. */
export function keep(q: Queue, decision: Decision): Promise<void> {
  const c = current(q);
  if (!c) return Promise.resolve();
  return inOrder(async () => {
    try {
      const now = await decide(c, decision);
      q.claims = q.claims.map((x) => (x === c ? now : x));
      q.done.push({ claims: [now], times: 1 });
      q.form = '';
      q.note = { text: `${term('done', decision.action)}: ${claimLine(now)}`, bad: false };
    } catch (error) {
      q.note = { text: await trouble(c, error), bad: true, claim: c.id };
      if (error instanceof Problem && error.status === 409) await again(q);
    }
    q.changed(q.note?.bad && q.form !== '' ? 'around' : 'all');
  });
}

async function again(q: Queue): Promise<void> {
  const id = current(q)?.id ?? '';
  await read(q).catch(() => undefined);
  take(q, id);
  q.changed('all');
  show(q);
}

/** Who was faster, and what the claim is now; or why the server did not take it. */
async function trouble(c: Claim, error: unknown): Promise<string> {
  if (!(error instanceof Problem) || error.status !== 409) return `${claimLine(c)}: ${explain(error)}`;
  const { state } = claim(error.extra.current);
  const who = (await lastAuthor(c.id)) || '?';
  return `${claimLine(c)}: ${t('review.conflict', { who, state: term('state', state) })}`;
}

/** Takes back the last deed of this reviewer: all claims of it, each as often as it was decided. */
export function undo(q: Queue): Promise<void> {
  const last = q.done.pop();
  if (!last) return Promise.resolve();
  return inOrder(async () => {
    try {
      for (const c of last.claims) for (let i = 0; i < last.times; i++) await decide(c, { action: 'undo' });
      await read(q);
      take(q, last.claims[0]?.id ?? '');
      q.note = { text: `${t('review.undone')}: ${last.claims.map(claimLine).join('; ')}`, bad: false };
      q.form = '';
      show(q);
    } catch (error) {
      q.note = { text: explain(error), bad: true };
    }
    q.changed('all');
  });
}
