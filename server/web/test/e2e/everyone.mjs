// For everyone: four languages and both directions, keys alone, a list equal to the map, no finding of axe, no jump of the page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { go, stories, until } from './harness.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page, where) {
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  return serious.map((v) => `${where}: ${v.id}: ${v.nodes.map((n) => n.target).slice(0, 3)}`);
}

/** What each open region must show before it is judged. */
const states = {
  '': '.welcome .headline',
  'thing/control/': '.thing .claim',
  review: '.queue .now',
  add: '#add-text',
  measure: '#measure-matrix',
  share: '#embed-leaflet',
  list: '.list .things li',
  keys: '#side h2',
  changes: '#side h2',
};

const few = Object.fromEntries(Object.entries(states).filter(([s]) => /^(thing.*|review|share)?$/.test(s)));

stories('everyone', {}, (world) => {
  for (const [lang, dir] of Object.entries({ en: 'ltr', ar: 'rtl', ckb: 'rtl', fr: 'ltr' }))
    test(`no serious finding of axe in any state: ${lang}`, async () => {
      const { page, context, errors } = await world.open({
        hash: `#lang=${lang}`,
        colorScheme: lang === 'fr' || lang === 'ckb' ? 'dark' : 'light',
      });
      assert.equal(await page.evaluate(() => document.documentElement.dir), dir);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      await page.evaluate(axe);
      const found = [];
      for (const [state, sign] of Object.entries(lang === 'en' || lang === 'ar' ? states : few)) {
        const id = await page.evaluate(() => window.dateline.shown().find((x) => x.props.besieged)?.id);
        await go(page, `lang=${lang}&open=${state.endsWith('/') ? `${state}${encodeURIComponent(id)}` : state}`);
        await page.locator(sign).first().waitFor();
        found.push(...(await findings(page, state)));
      }
      assert.deepEqual(found, []);
      const left = await page.locator('#layers').boundingBox();
      assert.equal(left.x > 500, dir === 'rtl', 'regions mirror');
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1120);
      assert.deepEqual(errors, []);
      await context.close();
    });

  test('keys alone: search, list, evidence, sentence, and out again; the list says all that the map shows', async () => {
    const { page, context } = await world.open();
    await page.keyboard.press('l');
    await page.locator('.list .things li').first().waitFor();
    const listed = await page.locator('.list .things li').count();
    assert.equal(listed, await page.evaluate(() => window.dateline.shown().length));
    await until(page, () => document.activeElement?.id === 'side');
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.things') !== null), true);
    await page.keyboard.press('Enter');
    await page.locator('.thing .quote').first().waitFor();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.closest('figcaption') !== null)) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.report .aim').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    await page.keyboard.press('?');
    await page.locator('#side h2').filter({ hasText: 'Keys' }).waitFor();
    await context.close();
  });

  test('nothing jumps while the page loads, and reduced motion moves nothing', async () => {
    const context = await world.chrome.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(world.url);
    await until(page, () => document.documentElement.dataset.ready === 'yes');
    const shift = await page.evaluate(() => window.shift);
    assert.ok(shift < 0.1, `layout shift ${shift.toFixed(3)}`);
    const moves = await page.evaluate(
      () =>
        [...document.querySelectorAll('body *')].filter((e) => getComputedStyle(e).transitionDuration !== '0s').length,
    );
    assert.equal(moves, 0);
    await context.close();
  });

  test('at 360 px nothing overflows and the map keeps half of the screen; at 4K it fills', async () => {
    const { page, context } = await world.open({ viewport: { width: 360, height: 740 } });
    const share = () => page.evaluate(() => document.querySelector('#stage').clientHeight / innerHeight);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.ok((await share()) >= 0.5, `${await share()}`);
    await page.locator('#valid ~ .open-calendar').click();
    const sheet = await page.locator('.calendar').boundingBox();
    assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= 360, JSON.stringify(sheet));
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 3840, height: 2160 });
    assert.ok((await share()) >= 0.9);
    await context.close();
  });
});
