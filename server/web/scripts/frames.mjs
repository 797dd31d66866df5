// How smoothly a large situation moves: frames a second and processor time a frame while the map pans and zooms, against
// the same map with the ground alone, in the same browser and minute. Also when the first picture stands, how far the page
// jumps while it loads, and how much it weighs. Every frame is drawn to its end (a pixel is read back), in software.
// Usage: node scripts/frames.mjs STORE.db [FRAMES]; a store of 50,000 claims is made by
//   DATELINE_BENCH_REPORTS=5000 DATELINE_BENCH_STORE=STORE.db go test -run '^$' -bench Scale -benchtime 1x ./server
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { browser, open, ready, serve } from '../test/e2e/harness.mjs';
import { processorTime } from './processor.mjs';

const [store, count = '60'] = process.argv.slice(2);
if (!store) {
  console.error('name a store: node scripts/frames.mjs STORE.db');
  process.exit(1);
}
const wide = { viewport: { width: 1280, height: 800 } };
/** All days of movements, a view of the whole region. */
const view = 'days=0&map=6/35/42.5';
const layers = ['control', 'displaced', 'events', 'flows', 'forces', 'frontlines', 'places', 'zones'];

/** Moves the map along a fixed way of so many frames and gives the milliseconds of each. */
const move = (page, frames) =>
  page.evaluate(async (n) => {
    const { map } = window.dateline;
    const gl = map.getCanvas().getContext('webgl2');
    const pixel = new Uint8Array(4);
    const times = [];
    for (let i = 0; i < n; i++) {
      const a = (i / n) * 2 * Math.PI;
      const began = performance.now();
      const drawn = new Promise((done) => map.once('render', done));
      map.jumpTo({ center: [42.5 + 2 * Math.sin(a), 35 + Math.sin(2 * a)], zoom: 6.6 - 0.6 * Math.cos(a) });
      await drawn;
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      times.push(performance.now() - began);
    }
    return times;
  }, frames);

const mean = (all) => all.reduce((a, b) => a + b, 0) / all.length;
const quantile = (all, q) => [...all].sort((a, b) => a - b)[Math.floor(q * (all.length - 1))];

/** The way twice: once so that tiles are there, once measured. */
async function measure(chrome, url, hash) {
  const { page, context } = await open(chrome, url, { ...wide, hash });
  await move(page, Math.ceil(Number(count) / 3));
  await ready(page);
  const before = await processorTime();
  const frames = await move(page, Number(count));
  const cpu = ((await processorTime()) - before) / frames.length;
  const features = await page.evaluate(() => [
    ...[...window.dateline.situation().things].map(([n, t]) => [n, t.length]),
    ...window.dateline.situation().large,
  ]);
  await context.close();
  return { frames, cpu, features: Object.fromEntries(features) };
}

/** The first visit: what is painted when, and how far it jumps. */
async function firstVisit(chrome, url) {
  const context = await chrome.newContext(wide);
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${url}/#${view}`);
  await ready(page);
  const seen = await page.evaluate(() => ({
    shift: window.shift,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    ground: performance.getEntriesByName('dateline-ground')[0]?.startTime ?? Number.NaN,
    situation: performance.getEntriesByName('dateline-situation')[0]?.startTime ?? Number.NaN,
    weight: performance
      .getEntriesByType('resource')
      .filter((e) => /\/assets\/|\/fonts\//.test(e.name))
      .reduce((sum, e) => sum + e.encodedBodySize, 0),
  }));
  await context.close();
  return seen;
}

const line = (name, value) => console.log(`${name.padEnd(36)} ${value}`);
const spoken = ({ frames, cpu }) =>
  `${(1000 / mean(frames)).toFixed(1)} frames/s, 95th percentile ${quantile(frames, 0.95).toFixed(0)} ms, processor ${cpu.toFixed(0)} ms a frame`;

const folder = await mkdtemp(path.join(os.tmpdir(), 'dateline-frames-'));
const db = path.join(folder, 'store.db');
await copyFile(store, db);
const server = await serve({ store: db });
const chrome = await browser();
try {
  const first = await firstVisit(chrome, server.url);
  const again = await firstVisit(chrome, server.url);
  const none = await measure(chrome, server.url, `#${view}&off=${layers.join(',')}`);
  const all = await measure(chrome, server.url, `#${view}`);
  line('features', JSON.stringify(all.features));
  line('with the situation', spoken(all));
  line('ground alone', spoken(none));
  line(
    'situation to ground, frames; processor',
    `${(mean(none.frames) / mean(all.frames)).toFixed(2)}; ${(all.cpu / none.cpu).toFixed(2)}`,
  );
  for (const [name, v] of [
    ['first visit', first],
    ['second', again],
  ])
    line(
      name,
      `painted ${v.paint.toFixed(0)} ms, ground ${v.ground.toFixed(0)} ms, situation ${v.situation.toFixed(0)} ms, jumps ${v.shift.toFixed(3)}`,
    );
  line('scripts, styles and fonts', `${(first.weight / 1024).toFixed(0)} KB as sent`);
} finally {
  await chrome.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
