// Reviewing by keys alone: accept, reject, correct, merge, undo; another reviewer's change is told, not run over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pixel, stories, until } from './harness.mjs';

const left = (page) =>
  page
    .locator('.queue .head [role=status]')
    .textContent()
    .then((s) => Number.parseInt(s, 10));
const isLeft = (page, n) =>
  until(
    page,
    (wanted) => Number.parseInt(document.querySelector('.queue .head [role=status]')?.textContent, 10) === wanted,
    n,
  );
const now = (page) => page.locator('.queue .now').getAttribute('data-claim');
/** Moves by keys to the claim whose line has these words. */
async function find(page, words) {
  for (let i = 0; i < 40; i++) {
    if (words.test(await page.locator('.queue .now h3').textContent())) return now(page);
    await page.keyboard.press('j');
  }
  throw new Error(`no claim like ${words} in the queue`);
}

stories('review', {}, (world) => {
  test('a conflict with another reviewer is shown, and nothing is recorded', async () => {
    const page = await world.at('open=review');
    const id = await now(page);
    const { version } = await world.api(`/claims/${id}`);
    await world.api(`/claims/${id}/reviews`, { action: 'accept', version, author: 'Other' });
    await page.keyboard.press('r');
    const conflict = page.locator('.queue .conflict');
    await conflict.waitFor();
    assert.match(await conflict.textContent(), /Other/);
    assert.equal((await world.api(`/claims/${id}`)).state, 'accepted');
  });

  test('a place is corrected among its candidates on the map, then its number and actor', async () => {
    const page = await world.at('open=review');
    const id = await find(page, /Mosul → Alqosh/);
    await page.keyboard.press('e');
    await page.locator('#correct-actor').waitFor();
    await page.locator('#correct-place').fill('Tripoli');
    await page.locator('.candidate').nth(1).waitFor();
    const chosen = page.locator('.candidate[aria-pressed=true]');
    const second = await page.locator('.candidate').nth(1).locator('span').textContent();
    const [lon, lat] = await page.evaluate(async () => {
      const answer = await (await fetch('/geocode?q=Tripoli&limit=6')).json();
      return answer.features[1].geometry.coordinates;
    });
    await until(page, () => !window.dateline.map.isMoving() && window.dateline.map.areTilesLoaded());
    const at = await pixel(page, lon, lat);
    await page.mouse.click(at.x, at.y);
    await chosen.waitFor();
    assert.equal(await chosen.locator('span').textContent(), second);
    await page.locator('#correct-actor').fill('Christians of Mosul');
    await page.locator('#correct-number').fill('1200');
    await page.locator('#correct-reason').fill('a test of corrections');
    await page.keyboard.press('Enter');
    await until(page, (c) => document.querySelector('.queue .now')?.dataset.claim !== c, id);
    const { claim } = await world.api(`/claims/${id}`);
    assert.equal(claim.places[0].lon, lon);
    assert.equal(claim.value.best, 1200);
    assert.equal(claim.actor_name, 'Christians of Mosul');
    const { reviews } = await world.api(`/claims/${id}/history`);
    assert.equal(reviews.at(-1).reason, 'a test of corrections');
    await page.locator('.queue h2').click();
    await page.keyboard.press('u');
    await page.locator('.queue').getByText('Undone').waitFor();
    assert.equal((await world.api(`/claims/${id}`)).claim.places[0].name, 'Mosul');
  });

  test('two claims that say one thing become one, and come apart again', async () => {
    const page = await world.at('open=review');
    const start = await left(page);
    const into = await now(page);
    await page.keyboard.press('j');
    const id = await now(page);
    await page.keyboard.press('m');
    await isLeft(page, start - 1);
    assert.equal((await world.api(`/claims/${id}`)).state, 'merged');
    assert.equal((await world.api(`/claims/${into}`)).state, 'pending');
    await page.keyboard.press('u');
    await isLeft(page, start);
    assert.equal((await world.api(`/claims/${id}`)).state, 'pending');
  });

  test('ten claims by keys alone, and back again', async () => {
    const page = await world.at('');
    await page.keyboard.press('g');
    await page.locator('.queue .now h3').waitFor();
    const start = await left(page);
    assert.ok(start >= 10, `${start} claims`);
    for (let i = 1; i <= 10; i++) {
      await page.keyboard.press(i % 3 === 0 ? 'r' : 'a');
      await isLeft(page, start - i);
    }
    for (let i = 9; i >= 0; i--) {
      await page.keyboard.press('u');
      await isLeft(page, start - i);
    }
    await page.keyboard.press('k');
    await page.locator('.queue .now h3').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
  });
});
