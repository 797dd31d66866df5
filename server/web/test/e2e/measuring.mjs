// Measuring: sites marked by mouse, keys and name, a ring and what lies inside it, all pairs, two places by name; and by touch.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pixel, stories, until } from './harness.mjs';

const kilometres = async (locator) => Number.parseFloat(await locator.first().textContent());
const near = (page, km, text) =>
  until(page, ([want, id]) => Math.abs(Number.parseFloat(document.querySelector(id)?.textContent) - want) < 3, [
    km,
    text,
  ]);

stories('measuring', {}, (world) => {
  test('a drawn line, a ring with what lies inside, an area, all pairs of what was marked', async () => {
    const page = await world.at('open=measure');
    await page.locator('#ring').waitFor();
    for (const [lon, lat] of [
      [43.13, 36.34],
      [44.39, 35.47],
    ]) {
      const at = await pixel(page, lon, lat);
      await page.mouse.click(at.x, at.y);
    }
    const drawn = page.locator('#measured .result b');
    await drawn.nth(1).waitFor();
    assert.ok(Math.abs((await kilometres(drawn)) - 149) < 3);
    assert.match(await drawn.nth(1).textContent(), /^1[23]\d\.\d° \/ 31\d\.\d°$/);
    await page.locator('.sites li').filter({ hasText: 'Kirkuk' }).waitFor();
    assert.equal(await page.locator('.thing').count(), 0, 'clicks measure, they open nothing');
    await page.locator('#ring').fill('30');
    await page.locator('#measured .things li').filter({ hasText: 'Kirkuk' }).first().waitFor();
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['measure-line'] }).length > 0);
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['measure-ring'] }).length > 0);
    await page.locator('.sites input').first().check();
    await page.locator('#measured h3').filter({ hasText: 'Mosul' }).waitFor();

    await page.locator('#site-name').fill('Baiji');
    await page.keyboard.press('Enter');
    await page.locator('#measured .result').nth(3).waitFor();
    await page.locator('#measure-matrix').click();
    await page.locator('.matrix tbody tr').nth(2).waitFor();
    const rows = await cells(page);
    assert.ok(Math.abs(rows[1][2] - 101) <= 2 && rows[2][1] === rows[1][2], JSON.stringify(rows));
    await page.locator('#measure-clear').click();
    await until(page, () => document.querySelectorAll('#measured .result, .sites li').length === 0);
  });

  test('by keys alone: the middle of the map, moved on, and taken back', async () => {
    const page = await world.at('open=measure');
    await page.locator('#ring').waitFor();
    await page.locator('#map canvas').focus();
    await page.keyboard.press('Enter');
    await page.locator('.sites li').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await until(page, () => !window.dateline.map.isMoving());
    await page.keyboard.press('Enter');
    await page.locator('#measured .result').nth(1).waitFor();
    await page.keyboard.press('Backspace');
    await until(page, () => document.querySelectorAll('.sites li').length === 1);
  });

  test('between two places by name, and all pairs of names written down', async () => {
    const page = await world.at('open=measure');
    await page.locator('#from').fill('Mosul');
    await page.locator('#to').fill('Alqosh');
    await page.keyboard.press('Enter');
    await near(page, 44.3, '#between .result b');
    await page.locator('#sites').fill('Mosul\nTal Afar\nKirkuk\nBaiji');
    await page.locator('#measure-matrix').click();
    await page.locator('.matrix tbody tr').nth(3).waitFor();
    const rows = await cells(page);
    assert.ok(Math.abs(rows[0][1] - 61) <= 1 && Math.abs(rows[2][3] - 101) <= 1, JSON.stringify(rows));
    assert.equal(rows[1][0], rows[0][1]);
  });

  test('by touch on a telephone', async () => {
    const { page, context } = await world.open({
      hash: '#open=measure',
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    });
    await page.locator('#ring').waitFor();
    const box = await page.locator('#map').boundingBox();
    await page.touchscreen.tap(box.x + 60, box.y + 90);
    await page.locator('.sites li').first().waitFor();
    await page.touchscreen.tap(box.x + 200, box.y + 150);
    await page.locator('#measured .result').nth(1).waitFor();
    await context.close();
  });
});

/** The numbers of the matrix, row by row. */
const cells = (page) =>
  page
    .locator('.matrix tbody tr')
    .evaluateAll((all) => all.map((r) => [...r.querySelectorAll('td')].map((c) => Number.parseFloat(c.textContent))));
