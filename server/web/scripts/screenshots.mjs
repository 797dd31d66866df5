// Writes pictures of the states of the map into screenshots/ (or the folder named), out of the built binary.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { browser, open, serve, web } from '../test/e2e/harness.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(web, 'screenshots'));
await mkdir(folder, { recursive: true });
const firstThing = async (page) => {
  await page.locator('.welcome .headline').first().click();
  await page.locator('.thing .quote').first().waitFor();
};
/** Waits for what a state is about, then until nothing on the map moves or loads. */
async function still(page) {
  await page.waitForFunction(() => {
    const { map } = window.dateline;
    return document.documentElement.dataset.ready === 'yes' && map.loaded() && !map.isMoving();
  });
  await page.evaluate(() => document.fonts.ready);
}
const wide = { viewport: { width: 1280, height: 800 } };
const states = [
  { name: 'light' },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'evidence', run: firstThing },
  {
    name: 'report',
    run: async (page) => {
      await firstThing(page);
      await page.locator('.quote button').first().click();
      await page.locator('.aim').first().waitFor();
    },
  },
  { name: 'arabic', options: { hash: '#lang=ar' } },
  { name: 'phone', options: { viewport: { width: 360, height: 740 } } },
  {
    name: 'compare',
    run: async (page) => {
      await page.locator('#compare-toggle').click();
      await page.waitForFunction(() => document.documentElement.dataset.compared);
      await page.locator('.changes .change').first().waitFor();
    },
  },
  {
    name: 'review',
    options: { hash: '#open=review' },
    run: async (page) => {
      await page.locator('.queue .now h3').waitFor();
      await page.keyboard.press('e');
      await page.locator('.candidate').first().waitFor();
    },
  },
  { name: 'add', options: { hash: '#open=add' }, run: (page) => page.locator('#add-text').waitFor() },
  { name: 'list', options: { hash: '#open=list' }, run: (page) => page.locator('.list .things li').first().waitFor() },
  {
    name: 'error',
    run: async (page) => {
      await page.route('**/collections/**', (r) => r.abort());
      await page.locator('#back').click();
      await page.locator('#notice button').waitFor();
    },
  },
];

async function shoot(chrome, url, { name, options, run }) {
  const { page, context } = await open(chrome, url, { ...wide, ...options });
  await run?.(page);
  await still(page);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await context.close();
  console.log(name);
}

async function sheet(chrome, url) {
  const { page, context } = await open(chrome, url, { hash: '#open=share' });
  await page.evaluate(() => {
    window.print = () => {};
  });
  await page.locator('#print-map').click();
  await page.waitForFunction(() => document.querySelector('#print footer'));
  await page.pdf({ path: path.join(folder, 'print.pdf'), preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1123, height: 794 });
  await page.screenshot({ path: path.join(folder, 'print.png') });
  await context.close();
  console.log('print');
}

const chrome = await browser();
const full = await serve();
const empty = await serve({ empty: true });
try {
  for (const state of states) await shoot(chrome, full.url, state);
  await shoot(chrome, empty.url, { name: 'empty', run: (page) => page.locator('#empty h2').waitFor() });
  await sheet(chrome, full.url);
} finally {
  await chrome.close();
  await full.stop();
  await empty.stop();
}
