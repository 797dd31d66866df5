// Evidence: what stands behind a thing, who said it through whom, what contradicts it; from the map to a sentence and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnIn, go, pixel, stories, until, untilDrawn } from './harness.mjs';

stories('evidence', {}, (world) => {
  const add = (publisher, text) =>
    world.api('/reports', { text, publisher, title: publisher, published: '2014-06-16T12:00:00Z' });
  const shown = (page, words) =>
    until(
      page,
      (w) => window.dateline.shown().some((x) => x.collection === 'control' && JSON.stringify(x.props).includes(w)),
      words,
    );

  test('two reports that disagree stand side by side, as the server says and not as the page guesses', async () => {
    await add('Aid Office', 'Kurdish fighters controlled Tal Afar on Monday.');
    const page = await world.at('');
    await shown(page, 'disputed');
    const at = await pixel(page, 42.448, 36.379);
    await page.mouse.click(at.x, at.y);
    const sides = page.locator('.contradiction .side');
    await sides.nth(1).waitFor();
    assert.equal(await page.locator('.contradiction').count(), 1, 'one dispute is told once');
    const told = (await sides.allTextContents()).join(' ');
    for (const words of ['Aid Office', 'Dateline demo', 'two actors are said to hold the place'])
      assert.ok(told.includes(words), `${words} in ${told}`);
    const ids = await sides.evaluateAll((all) => all.map((e) => e.dataset.claim));
    const { links } = await world.api(`/claims/${ids[0]}`);
    assert.deepEqual(
      links.filter((l) => l.kind === 'contradicts').map((l) => l.claim),
      ids.slice(1),
    );
    // The same claims where the server names no contradiction: none is shown.
    await page.route('**/claims/*', async (r) => {
      const answer = await r.fetch();
      await r.fulfill({ response: answer, json: { ...(await answer.json()), links: [] } });
    });
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    await page.mouse.click(at.x, at.y);
    await page.locator('.thing .claim').nth(1).waitFor();
    assert.equal(await page.locator('.contradiction').count(), 0);
    await page.unroute('**/claims/*');
  });

  test('a figure names who said it, through whom, its grade and its own words', async () => {
    const page = await world.at('');
    const id = await page.evaluate(
      () => window.dateline.shown().find((x) => x.collection === 'flows' && x.props.value?.best === 200000).id,
    );
    await go(page, `open=thing/flows/${encodeURIComponent(id)}`);
    const facts = page.locator('.claim[open] .facts');
    await facts.waitFor();
    const told = await facts.textContent();
    for (const words of [
      'Abdulal Abbas · through The Times of London',
      'claimed by a party',
      '“Some 200,000”',
      'Admiralty F',
    ])
      assert.ok(told.includes(words), `${words} in ${told}`);
    await page.locator('.claim[open]').getByText('Nobody has reviewed this yet.').waitFor();
  });

  test('from the map to the sentence, the name, its reasons and candidates, and back to the map', async () => {
    const page = await world.at('');
    const { features } = await world.api('/collections/claims/items?limit=1000');
    const stated = features.find((f) => f.properties.claim_kind === 'relation');
    const [e] = stated.properties.evidence;
    await go(page, `open=report/${e.report}:${e.start}-${e.end}`);
    await page.locator('.report .sentence-part.aim').first().click();
    const check = page.locator('.detail .check');
    await check.waitFor();
    assert.match(await check.textContent(), /stated.*49\.9 km.*measured.*44\.\d km/);
    assert.deepEqual((await pinned(page)).sort(), ['Alqosh', 'Mosul'], 'both ends are pinned');
    await page.locator('.report .mention').filter({ hasText: 'Baiji' }).first().click();
    await page.locator('.mentionbox .reasons li').first().waitFor();
    await until(page, () =>
      window.dateline.map.queryRenderedFeatures({ layers: ['pin-ring'] }).some((f) => /Bay/.test(f.properties.name)),
    );
    const siege = page
      .locator('.report .sentence-part')
      .filter({ hasText: /surround|besieg/ })
      .first();
    await siege.click();
    await page.locator('.detail .to-map').click();
    await page.locator('.thing h2').filter({ hasText: 'Baiji' }).waitFor();
    await page.goBack();
    await page.locator('.report .text').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['pin-ring'] }).length === 0);
  });

  test('a report that is gone says so, with a way on; nothing else of the page breaks', async () => {
    const page = await world.at('');
    await page.route('**/reports/*', (r) =>
      r.fulfill({ status: 404, json: { title: 'Not found', detail: 'no report x' } }),
    );
    await go(page, 'open=report/x:1-2');
    await page.locator('#side .failed').filter({ hasText: 'nothing at this address' }).waitFor();
    await page.unroute('**/reports/*');
    await page.route('**/reports/*', (r) => r.abort());
    await page.locator('#side button').filter({ hasText: 'Try again' }).click();
    await page.locator('#side .failed').filter({ hasText: 'does not answer' }).waitFor();
    await page.unroute('**/reports/*');
    await untilDrawn(page, 'control-dot');
  });
});

/** The names under the pins on the map. */
async function pinned(page) {
  await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['pin-ring'] }).length > 1);
  return (await drawnIn(page, 'pin-ring')).map((p) => p.name);
}
