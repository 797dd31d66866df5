// Measuring: a line drawn on the map, a ring and what lies inside it, two places, a matrix.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pixel, stories, until } from './harness.mjs';

stories('measuring', {}, (world) => {
  test('a drawn line, a ring with what lies inside, two places by name, all pairs of four', async () => {
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
    const km = Number.parseFloat(await drawn.first().textContent());
    assert.ok(Math.abs(km - 149) < 3, `${km} km`);
    assert.match(await drawn.nth(1).textContent(), /^1[23]\d\.\d° \/ 31\d\.\d°$/);
    assert.equal(await page.locator('.thing').count(), 0, 'clicks measure, they open nothing');
    await page.locator('#ring').fill('30');
    await page.locator('#measured .things li').filter({ hasText: 'Kirkuk' }).first().waitFor();
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['measure-line'] }).length > 0);
    const third = await pixel(page, 43.4, 35.4);
    await page.mouse.click(third.x, third.y);
    await page.locator('#measured .result').nth(3).waitFor();
    await page.locator('#measure-clear').click();
    assert.equal(await page.locator('#measured .result').count(), 0);

    await page.locator('#from').fill('Mosul');
    await page.locator('#to').fill('Alqosh');
    await page.keyboard.press('Enter');
    const between = Number.parseFloat(await page.locator('#between .result b').first().textContent());
    assert.ok(Math.abs(between - 44.3) < 1, `${between} km`);

    await page.locator('#sites').fill('Mosul\nTal Afar\nKirkuk\nBaiji');
    await page.locator('#measure-matrix').click();
    await page.locator('.matrix tbody tr').nth(3).waitFor();
    const rows = await page
      .locator('.matrix tbody tr')
      .evaluateAll((all) => all.map((r) => [...r.querySelectorAll('td')].map((c) => Number.parseFloat(c.textContent))));
    assert.ok(Math.abs(rows[0][1] - 61) <= 1 && Math.abs(rows[2][3] - 101) <= 1, JSON.stringify(rows));
    assert.equal(rows[1][0], rows[0][1]);
  });
});
