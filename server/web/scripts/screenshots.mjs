// Writes pictures of the states of the map into screenshots/, out of the built binary.
// Usage: node scripts/screenshots.mjs [FOLDER [STATE…]]
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { browser, open, serve, web } from '../test/e2e/harness.mjs';
import { tell } from './week.mjs';

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
  {
    name: 'sorani',
    options: { hash: '#lang=ckb&open=list' },
    run: (page) => page.locator('.list .things li').first().waitFor(),
  },
  { name: 'phone', options: { viewport: { width: 360, height: 740 } } },
  { name: 'wall', options: { viewport: { width: 3840, height: 2160 } } },
  {
    name: 'compare',
    options: { hash: '#compare=2014-06-11&open=changes' },
    run: async (page) => {
      await page.waitForFunction(() => document.documentElement.dataset.compared);
      await page.locator('.changes .change').first().waitFor();
    },
  },
  {
    name: 'review',
    options: { hash: '#open=review' },
    run: async (page) => {
      await page.locator('.queue .now > h3').waitFor();
      await page.keyboard.press('e');
      await page.locator('.candidate').first().waitFor();
    },
  },
  {
    name: 'contradiction',
    run: async (page) => {
      const id = await page.evaluate(
        () => window.dateline.shown().find((x) => x.collection === 'control' && x.props.status === 'contested')?.id,
      );
      await page.evaluate((to) => window.dateline.open(`thing/control/${to}`), id);
      await page.locator('.thing .claim').first().waitFor();
    },
  },
  {
    name: 'measure',
    options: { hash: '#open=measure' },
    run: async (page) => {
      await page.locator('#ring').waitFor();
      for (const name of ['Mosul', 'Erbil', 'Kirkuk']) {
        await page.locator('#site-name').fill(name);
        await page.keyboard.press('Enter');
        await page.locator('.sites li').filter({ hasText: name }).waitFor();
      }
      await page.locator('#ring').fill('60');
      await page.locator('#measure-matrix').click();
      await page.locator('.matrix tbody tr').nth(2).waitFor();
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

/** Files that a reader takes away: the picture, and the sheet as PDF, as it looks, and as a grey copy. */
async function takenAway(chrome, url) {
  const { page, context } = await open(chrome, url, { ...wide, hash: '#open=share', acceptDownloads: true });
  await page.locator('#print-title').fill('Situation in northern Iraq');
  const [png] = await Promise.all([page.waitForEvent('download'), page.locator('#save-png').click()]);
  await png.saveAs(path.join(folder, 'picture.png'));
  console.log('picture');
  await page.evaluate(() => {
    window.print = () => {};
  });
  await page.locator('#print-map').click();
  await page.waitForFunction(() => document.querySelector('#print footer'));
  await page.pdf({ path: path.join(folder, 'print.pdf'), preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1047, height: 718 });
  await page.screenshot({ path: path.join(folder, 'print.png') });
  await page.evaluate(() => {
    document.documentElement.style.filter = 'grayscale(1)';
  });
  await page.screenshot({ path: path.join(folder, 'grey.png') });
  await context.close();
  console.log('print, grey');
}

const chrome = await browser();
const full = await serve({ empty: true });
await tell(full.url);
const empty = await serve({ empty: true });
try {
  const only = process.argv.slice(3);
  for (const state of states.filter((s) => only.length === 0 || only.includes(s.name)))
    await shoot(chrome, full.url, state);
  if (only.length === 0 || only.includes('empty'))
    await shoot(chrome, empty.url, { name: 'empty', run: (page) => page.locator('#empty h2').waitFor() });
  if (only.length === 0 || only.includes('print')) await takenAway(chrome, full.url);
} finally {
  await chrome.close();
  await full.stop();
  await empty.stop();
}
