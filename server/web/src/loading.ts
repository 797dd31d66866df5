// Loads what the page shows: the days of the reports, and the situation of one day.
import { items, type Page } from './api.ts';
import { text } from './json.ts';
import { isAbort, Problem } from './problem.ts';
import { load, nothing, type Situation } from './situation.ts';
import type { State } from './state.ts';

/** The most reports whose days make the histogram. */
const mostReports = 100_000;

/** A store without reports does not know the property either. */
const none = (error: unknown): Page => {
  if (error instanceof Problem && error.status === 400) return { things: [], matched: 0 };
  throw error;
};

export interface Reports {
  /** When each was published, RFC 3339. */
  readonly published: readonly string[];
  readonly count: number;
}

/** The day of the newest report, or ''. */
export const newestDay = ({ published }: Reports): string => [...published].sort().at(-1)?.slice(0, 10) ?? '';

/** When the reports were published, and how many there are. */
export async function loadReports(state: State): Promise<Reports> {
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

export interface Ahead {
  readonly reports: Promise<Reports>;
  readonly situation: Promise<Situation | null>;
}

/** Asks for the reports and the situation before there is a map to show them on; who waits for them learns what failed. */
export function ahead(state: State, signal: AbortSignal): Ahead {
  const reports = loadReports(state);
  const situation = reports
    .catch((): Reports => ({ published: [], count: 0 }))
    .then((r) => renew(nothing, state, state.valid || newestDay(r) || today(), signal));
  reports.catch(() => {});
  situation.catch(() => {});
  return { reports, situation };
}

export const today = (): string => new Date().toISOString().slice(0, 10);
