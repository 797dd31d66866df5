// What stories of reviewers share: the claim in hand, how many wait, and what the server says of them.
import { until } from './harness.mjs';

export const left = (page) =>
  page
    .locator('.queue .left')
    .textContent()
    .then((s) => Number.parseInt(s, 10));

export const isLeft = (page, n) =>
  until(page, (wanted) => Number.parseInt(document.querySelector('.queue .left')?.textContent, 10) === wanted, n);

/** The id of the claim in hand. */
export const now = (page) => page.locator('.queue .now[data-claim]').getAttribute('data-claim');

export const heading = (page, words) => page.locator('.queue .now > h3').filter({ hasText: words }).waitFor();

/** The id of the first waiting claim that the test lets through. */
export async function idOf(world, test) {
  const { claims } = await world.api('/review/queue?limit=100');
  const found = claims.find((c) => test(c.claim));
  if (!found) throw new Error(`no claim like ${test} in the queue`);
  return found.claim.id;
}

export const stateOf = async (world, id) => (await world.api(`/claims/${id}`)).state;

/** Waits until the server has a claim in a state. */
export async function settled(world, id, state) {
  for (let i = 0; i < 600; i++) {
    if ((await stateOf(world, id)) === state) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`claim ${id} is ${await stateOf(world, id)}, not ${state}`);
}
