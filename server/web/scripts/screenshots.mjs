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
  { name: 'phone', options: { viewport: { width: 360, height: 740 } }, run: (page) => page.waitForTimeout(200) },
  {
    name: 'compare',
    run: async (page) => {
      await page.locator('#compare-toggle').click();
      await page.waitForFunction(() => document.documentElement.dataset.compared);
    },
  },
  { name: 'review', options: { hash: '#open=review' }, run: (page) => page.locator('.queue .now').waitFor() },
  { name: 'add', options: { hash: '#open=add' }, run: (page) => page.locator('#add-text').waitFor() },
  { name: 'list', options: { hash: '#open=list' } },
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
  const { page, context } = await open(chrome, url, options);
  await run?.(page);
  await page.waitForTimeout(300);
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
  await shoot(chrome, empty.url, { name: 'empty' });
  await sheet(chrome, full.url);
} finally {
  await chrome.close();
  await full.stop();
  await empty.stop();
}
