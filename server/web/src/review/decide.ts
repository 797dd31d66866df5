// Sends one decision about a claim, with the version the reviewer saw, so that another's change is not run over.
import { ask, post } from '../api.ts';
import { type Json, list, object, text } from '../json.ts';
import { type Claim, claim } from '../panel/claimdata.ts';

export interface Decision {
  readonly action: 'accept' | 'reject' | 'correct' | 'merge' | 'split' | 'embargo' | 'retract' | 'undo';
  readonly correction?: Json;
  readonly into?: string;
  readonly parts?: readonly Json[];
  /** The end of an embargo, RFC 3339. */
  readonly until?: string;
  readonly reason?: string;
}

const key = 'dateline-reviewer';
export const reviewer = (): string => localStorage.getItem(key) ?? 'desk';
export const setReviewer = (name: string): void => localStorage.setItem(key, name.trim() || 'desk');

export const claimPath = (id: string): string => `/claims/${encodeURIComponent(id)}`;

/** Gives the claim as it is afterwards. Throws a Problem with status 409 where somebody else decided meanwhile. */
export async function decide(c: Claim, decision: Decision): Promise<Claim> {
  // An undo takes back the newest decision, whichever version that made.
  const version = decision.action === 'undo' ? claim(await ask(claimPath(c.id))).version : c.version;
  const answer = await post(`${claimPath(c.id)}/reviews`, { ...decision, version, author: reviewer() });
  return { ...claim(object(answer).claim), evidence: c.evidence };
}

/** Who decided last about a claim. */
export async function lastAuthor(id: string): Promise<string> {
  const past = object(await ask(`${claimPath(id)}/history`).catch(() => ({})));
  return text(object(list(past.reviews).at(-1)).author);
}
