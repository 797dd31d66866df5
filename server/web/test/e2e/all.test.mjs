// Stories of readers and reviewers, acted out in a browser against the built binary.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { browser, examples, open, ready, serve } from './harness.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let server;
let chrome;

before(async () => {
  server = await serve();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await server?.stop();
});

const openFirst = (page) => page.locator('.welcome .headline').first().click();

test('a reader opens the map, and it asks nobody else', async () => {
  const { page, context, errors, foreign } = await open(chrome, server.url);
  assert.ok((await page.locator('.welcome .headline').count()) > 2);
  assert.ok((await page.locator('#legend li').count()) > 2);
  const colours = await page.evaluate(() => {
    const canvas = document.querySelector('#map canvas');
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const c = copy.getContext('2d');
    c.drawImage(canvas, 0, 0);
    const { data } = c.getImageData(0, 0, copy.width, copy.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4 * 97) seen.add(`${data[i] >> 4},${data[i + 1] >> 4},${data[i + 2] >> 4}`);
    return seen.size;
  });
  assert.ok(colours > 5, `the canvas has ${colours} colours`);
  assert.deepEqual(foreign, []);
  assert.deepEqual(errors, []);
  await context.close();
});

test('evidence opens its sentence, highlighted in its report', async () => {
  const { page, context } = await open(chrome, server.url);
  await openFirst(page);
  const quote = await page.locator('.quote blockquote').first().textContent();
  await page.locator('.quote button').first().click();
  await page.locator('.report .aim').first().waitFor();
  const marked = (await page.locator('.report .aim').allTextContents()).join('');
  assert.equal(marked, quote);
  assert.match(page.url(), /open=report\//);
  await page.goBack();
  await page.locator('.thing').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.welcome').waitFor();
  await context.close();
});

test('search, layers, filters and the address', async () => {
  const { page, context } = await open(chrome, server.url);
  await page.keyboard.press('/');
  await page.keyboard.type('Kirkuk');
  await page.locator('#found [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /map=8/.test(location.hash));
  await page.locator('#layer-list input').first().uncheck();
  await page.waitForFunction(() => /off=/.test(location.hash));
  const address = page.url();
  await page.reload();
  await ready(page);
  assert.equal(page.url(), address);
  assert.equal(await page.locator('#layer-list input').first().isChecked(), false);
  await context.close();
});

test('time: a day back changes the stamp, comparing lists what changed', async () => {
  const { page, context } = await open(chrome, server.url);
  const before = await page.locator('#stamp span').textContent();
  await page.locator('#back').click();
  await page.waitForFunction((s) => document.querySelector('#stamp span')?.textContent !== s, before);
  await page.locator('#forward').click();
  await page.locator('#compare-toggle').click();
  await page.waitForFunction(() => document.documentElement.dataset.compared);
  await page.locator('.changes .change').first().waitFor();
  assert.ok(await page.locator('#swipe').isVisible());
  await context.close();
});

test('measuring between two places', async () => {
  const { page, context } = await open(chrome, server.url, { hash: '#open=measure' });
  await page.locator('#from').fill('Mosul');
  await page.locator('#to').fill('Kirkuk');
  await page.locator('#measure-between').click();
  const km = Number.parseFloat(await page.locator('#between .result b').first().textContent());
  assert.ok(Math.abs(km - 149) < 3, `${km} km`);
  await page.mouse.click(500, 300);
  await page.mouse.click(620, 380);
  await page.locator('#measured .result').first().waitFor();
  await context.close();
});

test('a reviewer accepts by key, undoes, and is told of a conflict', async () => {
  const { page, context } = await open(chrome, server.url, { hash: '#open=review' });
  const left = () =>
    page
      .locator('.queue [role=status]')
      .first()
      .textContent()
      .then((s) => Number.parseInt(s, 10));
  await page.locator('.queue .now h3').waitFor();
  const start = await left();
  await page.locator('.queue h2').click();
  await page.keyboard.press('a');
  await page.waitForFunction(
    (n) => Number.parseInt(document.querySelector('.queue [role=status]')?.textContent, 10) === n - 1,
    start,
  );
  await page.keyboard.press('u');
  await page.waitForFunction(
    (n) => Number.parseInt(document.querySelector('.queue [role=status]')?.textContent, 10) === n,
    start,
  );
  const id = await page.locator('.queue .now').getAttribute('data-claim');
  const claim = await (await fetch(`${server.url}/claims/${id}`)).json();
  const review = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ action: 'accept', version: claim.version, author: 'Other' }),
  };
  assert.equal((await fetch(`${server.url}/claims/${id}/reviews`, review)).status, 200);
  await page.keyboard.press('r');
  const conflict = page.locator('.queue .conflict');
  await conflict.waitFor();
  assert.match(await conflict.textContent(), /Other/);
  await context.close();
});

test('a pasted report is read at once, and shows on another open map without a reload', async () => {
  const other = await open(chrome, server.url);
  const { page, context } = await open(chrome, server.url, { hash: '#open=add' });
  await page
    .locator('#add-text')
    .fill('Rebels captured Tikrit on Tuesday, residents said. Some 3,000 people fled Tikrit.');
  await page.locator('#add-published').fill('2014-06-17');
  await page.locator('.preview .mention').first().waitFor();
  await page.locator('#add-save').click();
  await page.locator('.report').waitFor();
  await other.page.waitForFunction(() =>
    /2 /.test(document.querySelector('#time .ends span:nth-child(2)')?.textContent ?? ''),
  );
  await context.close();
  await other.context.close();
});

test('languages, right to left, and no serious finding of axe', async () => {
  for (const lang of ['en', 'ar']) {
    const { page, context } = await open(chrome, server.url, { hash: `#lang=${lang}` });
    assert.equal(await page.evaluate(() => document.documentElement.dir), lang === 'ar' ? 'rtl' : 'ltr');
    await page.evaluate(await readFile(axe, 'utf8'));
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
    assert.deepEqual(
      serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).slice(0, 3)}`),
      [],
    );
    await context.close();
  }
});

test('at 360 px nothing overflows and the map keeps half of the screen', async () => {
  const { page, context } = await open(chrome, server.url, { viewport: { width: 360, height: 740 } });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  const share = await page.evaluate(() => document.querySelector('#stage').clientHeight / innerHeight);
  assert.ok(share >= 0.5, `${share}`);
  await context.close();
});

test('layers lie over Leaflet and MapLibre pages of another origin', async () => {
  const site = await examples();
  const context = await chrome.newContext();
  for (const name of ['leaflet', 'maplibre']) {
    const page = await context.newPage();
    await page.goto(`${site.url}/${name}.html?dateline=${encodeURIComponent(server.url)}`);
    await page.waitForFunction(() => Number(document.documentElement.dataset.features) > 0, null, { timeout: 60_000 });
    await page.close();
  }
  await context.close();
  site.stop();
});
