// Time: steps, play, a day typed or chosen, two days compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnIn, ready, stories, until } from './harness.mjs';

stories('time', {}, (world) => {
  test('a day back and on, a day typed, one chosen by keys, and played', async () => {
    const page = await world.at('');
    const stamp = () => page.locator('#stamp span').textContent();
    const before = await stamp();
    await page.locator('#back').click();
    await until(page, (s) => document.querySelector('#stamp span').textContent !== s, before);
    await ready(page);
    const names = (await drawnIn(page, 'control-dot')).map((x) => x.name);
    assert.ok(!names.some((n) => /Afar/.test(n)), `not yet taken: ${names}`);
    await page.locator('#forward').click();
    await until(page, (s) => document.querySelector('#stamp span').textContent === s, before);
    await page.locator('#valid').fill('18 June 2014');
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
    const dragged = Number.parseFloat(await edge());
    assert.ok(dragged < 40, `${dragged} %`);
    await page.keyboard.press('ArrowRight');
    assert.ok(Number.parseFloat(await edge()) > dragged);
    await page.locator('.changes .link').first().click();
    await page.locator('.thing').waitFor();
    await page.locator('#compare-toggle').click();
    await until(page, () => !document.querySelector('#swipe'));
  });
});
