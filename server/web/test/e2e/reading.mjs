// Reading: the map and its legend, evidence, search, layers, filters, the address, and what shows when something fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnIn, go, pixel, ready, serve, stories, until, untilDrawn } from './harness.mjs';

stories('reading', {}, (world) => {
  test('a reader opens the map, and it asks nobody else', async () => {
    const { page, context, errors, foreign, asked } = await world.open();
    await page.locator('.welcome .headline').nth(2).waitFor();
    await page.locator('#legend li').nth(2).waitFor();
    // Areas, a siege, arrowheads, a movement with one end, and where the line may run.
    for (const layer of ['zones-fill', 'control-siege', 'flow-heads', 'flows-burst', 'frontbands-fill'])
      await untilDrawn(page, layer);
    assert.deepEqual(
      (await drawnIn(page, 'control-siege')).map((p) => p.name),
      ['Baiji refinery'],
    );
    assert.ok((await colours(page)) > 5);
    assert.deepEqual(foreign, []);
    assert.deepEqual(errors, []);
    const late = asked.filter((u) => /\/assets\/(view|add|share|swipe|changes|measure|print|ar|ckb|fr)-/.test(u));
    assert.deepEqual(late, [], 'reading loads nothing of reviewing');
    await context.close();
  });

  test('a click on a place opens its sentence, highlighted in its report; back and Escape return', async () => {
    const page = await world.at('');
    const at = await pixel(page, 42.448, 36.379);
    await page.mouse.move(at.x, at.y);
    await page.locator('#tip').filter({ hasText: 'Afar' }).waitFor();
    await page.mouse.click(at.x, at.y);
    await page.locator('.thing h2').filter({ hasText: 'Afar' }).waitFor();
    const quote = await page.locator('.quote blockquote').first().textContent();
    await page.locator('.quote button').first().click();
    await page.locator('.report .aim').first().waitFor();
    assert.equal((await page.locator('.report .aim').allTextContents()).join(''), quote);
    assert.match(page.url(), /open=report\//);
    await page.locator('.report .mention').filter({ hasText: 'Baiji' }).first().click();
    await page.locator('.mentionbox .reasons li').first().waitFor();
    await page.goBack();
    await page.locator('.thing').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
  });

  test('search, layers, filters; a shared address brings the same picture', async () => {
    const page = await world.at('');
    await page.keyboard.press('/');
    await page.keyboard.type('telafar');
    await page.locator('#found [role=option]').filter({ hasText: 'Afar' }).first().waitFor();
    await page.keyboard.press('Enter');
    await until(page, () => /map=8/.test(location.hash));
    await page.locator('.layer').filter({ hasText: 'Front lines' }).locator('input').uncheck();
    await until(page, () => /off=frontlines/.test(location.hash));
    await page.locator('#filters summary').click();
    await page.locator('[data-filter=actors] label').filter({ hasText: 'Peshmerga' }).locator('input').check();
    await until(page, () => /actors=peshmerga/.test(location.hash));
    await ready(page);
    const address = page.url();
    await page.reload();
    await ready(page);
    assert.equal(page.url(), address);
    await until(page, () => {
      const layers = ['frontlines-asserted-schematic', 'frontbands-fill'];
      return window.dateline.map.queryRenderedFeatures({ layers }).length === 0;
    });
    const holders = await page.evaluate(() =>
      window.dateline
        .shown()
        .map((x) => x.props.holder_id)
        .filter(Boolean),
    );
    assert.deepEqual([...new Set(holders)], ['peshmerga']);
    await page.goBack();
    await until(page, () => !/actors=/.test(location.hash));
  });

  test('without an answer the last picture stays, with a word and a way on; a wrong address says so', async () => {
    const page = await world.at('');
    await page.route('**/collections/**', (r) => r.abort());
    await page.locator('#back').click();
    const notice = page.locator('#notice');
    await notice.filter({ hasText: 'does not answer' }).waitFor();
    await untilDrawn(page, 'control-dot');
    await page.unroute('**/collections/**');
    await notice.locator('button').click();
    await until(page, () => document.querySelector('#notice').textContent === '');
    await page.route('**/collections/zones/**', (r) => r.fulfill({ status: 500, body: '{}' }));
    await page.locator('#forward').click();
    await notice.filter({ hasText: 'Not all of the map' }).waitFor();
    await go(page, 'open=thing/control/nothing-of-this-name');
    await page.locator('#side .failed').waitFor();
  });

  test('an empty store invites to add the first report', async () => {
    const empty = await serve({ empty: true });
    const context = await world.chrome.newContext();
    const page = await context.newPage();
    await page.goto(empty.url);
    await page.locator('#empty h2').waitFor();
    await page.locator('#empty button').click();
    await page.locator('#add-text').waitFor();
    await context.close();
    await empty.stop();
  });
});

/** How many colours the canvas has, in coarse steps. */
const colours = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('#map canvas');
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const c = copy.getContext('2d');
    c.drawImage(canvas, 0, 0);
    const { data } = c.getImageData(0, 0, copy.width, copy.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4 * 97) seen.add(`${data[i] >> 4},${data[i + 1] >> 4},${data[i + 2] >> 4}`);
    return seen.size;
  });
