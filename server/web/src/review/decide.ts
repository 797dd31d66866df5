// Sends one decision about a claim, with the version the reviewer saw, so that another's change is not run over.
import { ask, post } from '../api.ts';
import type { Json } from '../json.ts';
import { type Claim, claim } from '../panel/claimdata.ts';

export interface Decision {
  readonly action: 'accept' | 'reject' | 'correct' | 'merge' | 'retract' | 'undo';
  readonly correction?: Json;
  readonly into?: string;
  readonly reason?: string;
}

const key = 'dateline-reviewer';
export const reviewer = (): string => localStorage.getItem(key) ?? 'desk';
export const setReviewer = (name: string): void => localStorage.setItem(key, name.trim() || 'desk');

const path = (id: string): string => `/claims/${encodeURIComponent(id)}`;

/** Throws a Problem with status 409 where somebody else decided meanwhile. An undo takes back the newest version. */
export async function decide(c: Claim, decision: Decision): Promise<void> {
  const version = decision.action === 'undo' ? claim(await ask(path(c.id))).version : c.version;
  await post(`${path(c.id)}/reviews`, { ...decision, version, author: reviewer() });
}
