// Who reads: what the server lets this page do, and which profiles it may show.
import { ask } from './api.ts';
import { object, strings, text } from './json.ts';

export interface Session {
  /** The profile in force where the address names none. */
  readonly profile: string;
  readonly profiles: readonly string[];
  readonly mayAdd: boolean;
  readonly mayReview: boolean;
}

/** Inside another site's frame the page only reads, and only what is public. */
export const embedded = (): boolean => new URLSearchParams(location.search).has('embed');

export async function readSession(): Promise<Session> {
  if (embedded()) return { profile: 'public', profiles: ['public'], mayAdd: false, mayReview: false };
  const session = await askSession();
  reviewing = session.mayReview;
  return session;
}

let reviewing = false;
/** Whether this reader may decide about claims, as the server said at the start. */
export const mayReview = (): boolean => reviewing;

async function askSession(): Promise<Session> {
  const answer = object(await ask('/session').catch(() => ({ profile: '', profiles: [], scopes: [] })));
  const scopes = strings(answer.scopes);
  return {
    profile: text(answer.profile),
    profiles: strings(answer.profiles),
    mayAdd: scopes.includes('add'),
    mayReview: scopes.includes('review'),
  };
}

const key = 'dateline-token';

/** An access key lives as long as the tab; it is sent with every request and kept nowhere else. */
export const token = (): string => sessionStorage.getItem(key) ?? '';

export function setToken(value: string): void {
  if (value.trim() === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, value.trim());
  location.reload();
}
