// How many claims wait for a reviewer.
import { ask } from './api.ts';
import { number, object } from './json.ts';

export async function pendingCount(): Promise<number> {
  const q = new URLSearchParams({ filter: "review='pending'", limit: '1' });
  const body = object(await ask(`/collections/claims/items?${q}`).catch(() => ({})));
  return number(body.numberMatched) ?? 0;
}
