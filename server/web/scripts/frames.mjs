// How smoothly a large situation moves: frames a second while the map pans and zooms, against the same map without any layer
// of the situation, in the same browser and minute. Also when the first meaningful picture stands, and how much the page weighs.
// Usage: node scripts/frames.mjs store.db
import { browser, open, serve } from '../test/e2e/harness.mjs';

const store = process.argv[2];
if (!store) {
  console.error('name a store: node scripts/frames.mjs store.db');
  process.exit(1);
}

/** Moves the map along a fixed way and gives the milliseconds of each frame. */
const move = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const { map } = window.dateline;
        const frames = [];
        let last = performance.now();
        let running = true;
        map.on('render', () => {
          const now = performance.now();
          frames.push(now - last);
          last = now;
        });
        const legs = [
          { center: [43, 35.5], zoom: 6 },
          { center: [41, 34.5], zoom: 6 },
          { center: [42, 35], zoom: 8 },
          { center: [44, 33.5], zoom: 6.5 },
        ];
        const next = () => {
          const leg = legs.shift();
          if (!leg) {
            running = false;
            done(frames.slice(1));
          } else map.easeTo({ ...leg, duration: 2500, essential: true });
        };
        map.on('moveend', () => running && next());
        map.jumpTo({ center: [44, 36], zoom: 6 });
      }),
  );

const mean = (all) => all.reduce((a, b) => a + b, 0) / all.length;
const quantile = (all, q) => [...all].sort((a, b) => a - b)[Math.floor(q * (all.length - 1))];

const server = await serve({ store });
const chrome = await browser();
try {
  const measure = async (hash) => {
    const { page, context } = await open(chrome, server.url, { hash, viewport: { width: 1280, height: 800 } });
    const features = await page.evaluate(() =>
      Object.fromEntries(
        [...window.dateline.situation().things]
          .map(([n, t]) => [n, t.length])
          .concat([...window.dateline.situation().large]),
      ),
    );
    const frames = await move(page);
    await context.close();
    return { features, frames };
  };
  const layers = ['control', 'displaced', 'events', 'flows', 'forces', 'frontlines', 'places', 'zones'];
  const all = await measure('#days=0&map=6/36/44');
  const none = await measure(`#days=0&map=6/36/44&off=${layers.join(',')}`);
  const line = (name, f) =>
    console.log(
      `${name.padEnd(28)} ${(1000 / mean(f)).toFixed(1).padStart(6)} frames/s   95th percentile ${quantile(f, 0.95).toFixed(0).padStart(4)} ms`,
    );
  console.log('features:', JSON.stringify(all.features));
  line('with the situation', all.frames);
  line('ground alone', none.frames);
  console.log(`${'frames, situation to ground'.padEnd(28)} ${(mean(none.frames) / mean(all.frames)).toFixed(2)}`);

  const { page, context } = await open(chrome, server.url, { viewport: { width: 1280, height: 800 } });
  await page.reload({ waitUntil: 'load' });
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  const weight = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((e) => /\/assets\/|\/fonts\//.test(e.name))
      .reduce((sum, e) => sum + e.encodedBodySize, 0),
  );
  console.log(`${'first contentful paint'.padEnd(28)} ${paint.toFixed(0)} ms`);
  console.log(`${'scripts, styles and fonts'.padEnd(28)} ${(weight / 1024).toFixed(0)} KB as sent`);
  await context.close();
} finally {
  await chrome.close();
  await server.stop();
}
