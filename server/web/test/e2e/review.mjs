// Reviewing by keys: accept, reject, correct, a sentence at once, undo; what another reviewer does is told, not run over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, pixel, stories, until } from './harness.mjs';
import { heading, idOf, isLeft, left, now, settled, stateOf } from './reviewing.mjs';

stories('review', {}, (world) => {
  test('two reviewers: what one decides shows to the other at once, and his key decides nothing', async () => {
    const [one, two] = [await world.open({ hash: '#open=review' }), await world.open({ hash: '#open=review' })];
    await two.page.locator('#reviewer').fill('Berivan');
    await two.page.locator('#reviewer').blur();
    const id = await now(one.page);
    assert.equal(await now(two.page), id, 'both have the same claim in hand');
    await until(one.page, () => document.documentElement.dataset.live === 'true');
    await two.page.keyboard.press('a');
    const strip = one.page.locator('.queue .now .conflict');
    await strip.waitFor();
    assert.match(await strip.textContent(), /Berivan.*accepted/);
    assert.equal(await one.page.locator('.queue .now [data-key=a]').count(), 0, 'nothing to decide is offered');
    await one.page.keyboard.press('r');
    await one.page.keyboard.press('j');
    await until(one.page, (was) => document.querySelector('.queue .now')?.dataset.claim !== was, id);
    assert.equal(await stateOf(world, id), 'accepted');
    assert.equal((await world.api(`/claims/${id}/history`)).reviews.length, 1);
    await two.page.keyboard.press('u');
    await settled(world, id, 'pending');
    await one.context.close();
    await two.context.close();
  });

  test('deciding at the same moment: the later one is told who was faster, and nothing of his is recorded', async () => {
    const { page, context } = await world.open();
    // Without events this reviewer cannot know.
    await page.route('**/events', (r) => r.abort());
    await page.reload();
    await go(page, 'open=review');
    const id = await now(page);
    const { version } = await world.api(`/claims/${id}`);
    await world.api(`/claims/${id}/reviews`, { action: 'accept', version, author: 'Other' });
    await page.keyboard.press('r');
    const note = page.locator('.queue .note.conflict');
    await note.filter({ hasText: 'Other' }).waitFor();
    assert.equal(await stateOf(world, id), 'accepted');
    await note.locator('button').click();
    await until(page, (wanted) => document.querySelector('.queue .now')?.dataset.claim === wanted, id);
    await page.locator('.queue .now .tag').filter({ hasText: 'accepted' }).waitFor();
    await context.close();
    await world.api(`/claims/${id}/reviews`, { action: 'undo', version: version + 1, author: 'Other' });
  });

  test('a place is corrected among its candidates on the map, with number and actor; what changes is shown before and after', async () => {
    const page = await world.at('');
    const id = await idOf(world, (c) => c.kind === 'flow' && c.places.some((p) => p.name === 'Alqosh'));
    await go(page, `open=review/${id}`);
    await heading(page, /Mosul → Alqosh/);
    await page.keyboard.press('e');
    await page.locator('#correct-actor').waitFor();
    await page.locator('#correct-place').fill('Tripoli');
    const { name, lon, lat } = await page.evaluate(async () => {
      const { features } = await (await fetch('/geocode?q=Tripoli&limit=6')).json();
      const [lon, lat] = features[1].geometry.coordinates;
      return { name: features[1].properties.geocoding.country, lon, lat };
    });
    // The candidates of the name that stood there before may still be listed.
    await page.locator('.candidate').nth(1).filter({ hasText: name }).waitFor();
    const second = await page.locator('.candidate').nth(1).locator('span').textContent();
    await until(page, () => !window.dateline.map.isMoving() && window.dateline.map.areTilesLoaded());
    // The candidates stand on the map: what is clicked below is one of them.
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['candidate-dot'] }).length >= 2);
    const at = await pixel(page, lon, lat);
    await page.mouse.click(at.x, at.y);
    const chosen = page.locator('.candidate[aria-pressed=true]');
    await chosen.waitFor();
    assert.equal(await chosen.locator('span').textContent(), second);
    await page.locator('#correct-actor').fill('Christians of Mosul');
    await page.locator('#correct-number').fill('1200');
    await page.locator('.changes-ahead ins').filter({ hasText: '1,200 people' }).waitFor();
    assert.equal(await page.locator('.changes-ahead dt').count(), 3, 'actor, number and place');
    await page.locator('#correct-reason').fill('a test of corrections');
    await page.keyboard.press('Enter');
    await settled(world, id, 'accepted');
    const { claim } = await world.api(`/claims/${id}`);
    assert.equal(claim.places[0].lon, lon);
    assert.equal(claim.value.best, 1200);
    assert.equal(claim.actor_name, 'Christians of Mosul');
    await go(page, `open=review/${id}`);
    await page.locator('.queue .now .tag').filter({ hasText: 'accepted' }).waitFor();
    await go(page, `open=report/${claim.evidence[0].report}:${claim.evidence[0].start}-${claim.evidence[0].end}`);
    await page.locator('.report .sentence-part.aim').first().click();
    await page.locator('.detail .history del').filter({ hasText: 'Christians' }).first().waitFor();
    assert.match(await page.locator('.detail .history').textContent(), /a test of corrections/);
    await go(page, 'open=review');
    await page.locator('.queue .now').waitFor();
    await page.keyboard.press('u');
    // Correction and acceptance are taken back one after the other.
    for (let i = 0; i < 600 && (await world.api(`/claims/${id}`)).claim.places[0].name !== 'Mosul'; i++)
      await new Promise((done) => setTimeout(done, 50));
    assert.equal((await world.api(`/claims/${id}`)).claim.places[0].name, 'Mosul');
    await settled(world, id, 'pending');
  });

  test('ten claims in ten keys without waiting for the server, and ten keys back', async () => {
    const page = await world.at('');
    await page.keyboard.press('g');
    await page.locator('.queue .now > h3').waitFor();
    const start = await left(page);
    assert.ok(start >= 10, `${start} claims`);
    const ids = [];
    for (let i = 1; i <= 10; i++) {
      ids.push(await now(page));
      await page.keyboard.press(i % 3 === 0 ? 'r' : 'a');
    }
    await isLeft(page, start - 10);
    assert.equal(new Set(ids).size, 10, 'after each decision the next claim is in hand');
    for (const [i, id] of ids.entries()) await settled(world, id, (i + 1) % 3 === 0 ? 'rejected' : 'accepted');
    for (let i = 0; i < 10; i++) await page.keyboard.press('u');
    await isLeft(page, start);
    for (const id of ids) assert.equal(await stateOf(world, id), 'pending');
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
  });

  test('a key held down decides one claim; the focus stays on the button that was pressed', async () => {
    const page = await world.at('open=review');
    await page.locator('.queue .now > h3').waitFor();
    const start = await left(page);
    for (let i = 0; i < 4; i++) await page.keyboard.down('a');
    await page.keyboard.up('a');
    await page.locator('.queue .now [data-key=r]').focus();
    await page.keyboard.press('Enter');
    await isLeft(page, start - 2);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'r');
    const told = await page.locator('.queue .note[role=status]').textContent();
    assert.match(told, /^Rejected: /);
    await page.keyboard.press('u');
    await page.keyboard.press('u');
    await isLeft(page, start);
  });
});
