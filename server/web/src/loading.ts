// Loads what the page shows: the days of the reports, and the situation of one day.
import { items, type Page } from './api.ts';
import { text } from './json.ts';
import { isAbort, Problem } from './problem.ts';
import { load, type Situation } from './situation.ts';
import type { State } from './state.ts';

/** The most reports whose days make the histogram. */
const mostReports = 100_000;

/** A store without reports does not know the property either. */
const none = (error: unknown): Page => {
  if (error instanceof Problem && error.status === 400) return { things: [], matched: 0 };
  throw error;
};

/** When the reports were published, and how many there are. */
export async function loadReports(state: State): Promise<{ published: string[]; count: number }> {
  const q = new URLSearchParams({ properties: 'published' });
  if (state.profile !== '') q.set('profile', state.profile);
  const page = await items('reports', q, mostReports).catch(none);
  return { published: page.things.map((r) => text(r.props.published)).filter(Boolean), count: page.matched };
}

/**
 * Loads the situation of a day. What does not load stays as it was: an old picture with a notice tells more than an empty
 * one. Null where the signal ended it.
 */
export async function renew(
  before: Situation,
  state: State,
  valid: string,
  signal: AbortSignal,
): Promise<Situation | null> {
  try {
    const next = await load(state, valid, signal);
    const kept = [...next.failed.keys()].map((name) => [name, before.things.get(name) ?? []] as const);
    return { ...next, things: new Map([...next.things, ...kept]) };
  } catch (error) {
    if (isAbort(error)) return null;
    throw error;
  }
}
