// Calls of the server. Everything is asked of our own origin and answers may be cached by their ETag.
import { type Collection, type Thing, thing } from './feature.ts';
import { type Json, list, number, object, text } from './json.ts';
import { Problem, problemOf } from './problem.ts';
import type { State } from './state.ts';

/** What shows the server who asks; tiles are asked for with it too. */
export function credentials(): Record<string, string> {
  const token = sessionStorage.getItem('dateline-token');
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Asks for JSON; a kept answer is used only after the server says that it still stands, so that an event shows at once. Throws a Problem (status 0 where nobody answers), or the AbortError of the signal. */
export async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = new Headers(init.headers);
  if (!headers.has('Accept')) headers.set('Accept', 'application/geo+json, application/json');
  for (const [name, value] of Object.entries(credentials())) headers.set(name, value);
  const response = await fetch(path, { cache: 'no-cache', ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException) throw error;
    throw new Problem(0, 'no answer');
  });
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? null : response.json();
}

export const post = (path: string, body: unknown, signal?: AbortSignal): Promise<unknown> =>
  ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

/** Collections that ask about an interval (what happened in it), not about an instant. */
const intervals: ReadonlySet<Collection> = new Set(['flows', 'events', 'claims', 'reports']);

const endOf = (day: string): string => `${day}T23:59:59Z`;

/** The time a collection is asked about, as `datetime` of OGC API Features. */
export function datetime(collection: Collection, valid: string, days: number): string {
  if (valid === '') return '';
  if (!intervals.has(collection)) return endOf(valid);
  if (days === 0) return `../${endOf(valid)}`;
  const from = new Date(Date.parse(`${valid}T00:00:00Z`) - (days - 1) * 86400e3);
  return `${from.toISOString().slice(0, 10)}T00:00:00Z/${endOf(valid)}`;
}

/** The query that gives a collection in a state: for items, tiles and exports alike. */
export function query(collection: Collection, state: State, valid = state.valid): URLSearchParams {
  const q = new URLSearchParams();
  const when = datetime(collection, valid, state.days);
  if (when !== '') q.set('datetime', when);
  if (state.known !== '') q.set('known', endOf(state.known));
  if (state.profile !== '') q.set('profile', state.profile);
  return q;
}

export interface Page {
  readonly things: readonly Thing[];
  /** How many there are in all; more than things.length where the answer was cut at `most`. */
  readonly matched: number;
}

const things = (collection: Collection, body: Json): Thing[] =>
  list(body.features)
    .map((f) => thing(collection, f))
    .filter((t) => t !== null);

/** The first page is small: of a collection that is too large to list, its number alone is wanted. */
const firstPage = 250;

/** Reads a collection, page by page, up to `most` things. */
export async function items(
  collection: Collection,
  q: URLSearchParams,
  most: number,
  signal?: AbortSignal,
): Promise<Page> {
  const first = new URLSearchParams(q);
  const rest = q.has('properties') ? 10_000 : Math.min(most, 2000);
  first.set('limit', String(q.has('properties') ? rest : Math.min(rest, firstPage)));
  let path = `/collections/${collection}/items?${first}`;
  const all: Thing[] = [];
  for (;;) {
    const body = object(await ask(path, signal ? { signal } : {}));
    all.push(...things(collection, body));
    const matched = number(body.numberMatched) ?? all.length;
    const next = nextLink(body, rest);
    if (next === '' || all.length >= most || matched > most)
      return { things: all, matched: Math.max(matched, all.length) };
    path = next;
  }
}

/** The address of the next page, without its host: only our own origin is asked. */
function nextLink(body: Json, limit: number): string {
  for (const link of list(body.links).map(object)) {
    if (text(link.rel) !== 'next') continue;
    const url = new URL(text(link.href), location.origin);
    url.searchParams.set('limit', String(limit));
    return url.pathname + url.search;
  }
  return '';
}

/** Reads one thing of a collection. */
export async function item(
  collection: Collection,
  id: string,
  q: URLSearchParams,
  signal?: AbortSignal,
): Promise<Thing> {
  const body = await ask(`/collections/${collection}/items/${encodeURIComponent(id)}?${q}`, signal ? { signal } : {});
  const found = thing(collection, body);
  if (!found) throw new Problem(404, `no ${collection} ${id}`);
  return found;
}
