// Time: steps, play, a day typed or chosen, two days compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ready, stories, until } from './harness.mjs';

stories('time', {}, (world) => {
  test('a day back and on, a day typed, one chosen by keys, and played', async () => {
    const page = await world.at('');
    const stamp = () => page.locator('#stamp span').textContent();
    const before = await stamp();
    await page.locator('#back').click();
    await until(page, (s) => document.querySelector('#stamp span').textContent !== s, before);
    // Not yet taken.
    await until(page, () => {
      const drawn = window.dateline.map.queryRenderedFeatures({ layers: ['control-dot'] });
      return !drawn.some((f) => /Afar/.test(f.properties.name));
    });
    await page.locator('#forward').click();
    await until(page, (s) => document.querySelector('#stamp span').textContent === s, before);
    // A day half written stays while answers come in and the foot would be drawn again.
    await page.locator('#valid').fill('18 Ju');
    const answered = page.waitForResponse(/collections\/control\/items/);
    await page.evaluate(() => window.dateline.reload());
    await answered;
    await ready(page);
    assert.equal(await page.locator('#valid').inputValue(), '18 Ju');
    await page.locator('#valid').pressSequentially('ne 2014');
    await page.keyboard.press('Enter');
    await until(page, () => /valid=2014-06-18/.test(location.hash));
    await page.locator('#valid ~ .open-calendar').click();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await until(page, () => /valid=2014-06-17/.test(location.hash));
    await page.locator('#valid').fill('no day');
    await page.keyboard.press('Enter');
    await page.locator('#valid[aria-invalid]').waitFor();
    await page.locator('#play').click();
    await until(page, () => /valid=2014-06-(1[89]|2)/.test(location.hash));
    await page.locator('#play').click();
  });

  test('two days on one picture: the edge moves by mouse and keys, and the list says what changed', async () => {
    const page = await world.at('');
    await page.locator('#compare-toggle').click();
    await until(page, () => document.documentElement.dataset.compared);
    await page.locator('.changes .change').filter({ hasText: 'Mosul' }).first().waitFor();
    const edge = () => page.locator('#swipe-bar').evaluate((e) => e.style.left);
    const { x, y, width, height } = await page.locator('#swipe').boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 4, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await until(page, () => Number.parseFloat(document.querySelector('#swipe-bar').style.left) < 40);
    const dragged = Number.parseFloat(await edge());
    await page.keyboard.press('ArrowRight');
    await until(page, (d) => Number.parseFloat(document.querySelector('#swipe-bar').style.left) > d, dragged);
    // Land that changed hands is outlined on both days' maps.
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['changed-edge'] }).length > 0);
    await page.locator('.changes .link').first().click();
    await page.locator('.thing').waitFor();
    await page.locator('#compare-toggle').click();
    await until(page, () => !document.querySelector('#swipe'));
  });
});
