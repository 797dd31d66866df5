// For everyone: four languages and both directions, light and dark, no finding of axe in any state, nothing left in English.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { go, serve, stories, until } from './harness.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious in a part of the page. */
async function findings(page, where, part) {
  const found = await page.evaluate((p) => globalThis.axe.run(p, { resultTypes: ['violations'] }), part);
  const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  return serious.map((v) => `${where}: ${v.id}: ${v.nodes.map((n) => n.target).slice(0, 3)}`);
}

/** Words of the page itself that are still written in Latin letters, in a page whose language has others. */
const latin = () => {
  const found = [];
  // Names, file formats and units go by Latin letters everywhere; `dir=auto` and `bdi` hold the words of reports.
  const known =
    /\b(Dateline|UTC|HTML|JSON|GeoJSON|CSV|KML|PNG|PDF|QGIS|MVT|TileJSON|iframe|MapLibre|Leaflet|URL|Enter|Backspace|Esc|HXL|GeoNames|Natural Earth|Web Mercator|EPSG|WGS|CC BY|A\d)\b/g;
  // A name of a report inside a line of the page stands between FIRST STRONG ISOLATE and its end.
  const says = (s) => /[A-Za-z]{2,}/.test(s.replace(/\u2068[^\u2069]*\u2069/g, '').replace(known, ''));
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    const theirs = e.closest('[dir=auto],bdi,kbd,pre,code,script,style,[lang]:not(html),.maplibregl-map,datalist');
    if (!theirs && e.checkVisibility() && says(walk.currentNode.data)) found.push(walk.currentNode.data.trim());
  }
  for (const e of document.querySelectorAll('[aria-label],[title],[placeholder]'))
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const theirs = e.closest('[dir=auto],.mentionbox') !== null && name !== 'placeholder';
      if (!theirs && says(e.getAttribute(name) ?? '')) found.push(`${name}: ${e.getAttribute(name)}`);
    }
  return found;
};

const type = (page, keys) => page.keyboard.press(keys);
/** Each state of the region beside the map: its address, what it shows once it is there, and what a person does in it. */
const states = [
  ['', '.welcome .headline'],
  ['thing/control/{besieged}', '.thing .claim'],
  ['report/{report}', '.report .mention', async (p) => p.locator('.report .mention').first().click()],
  ['review', '.queue .sentence'],
  ['review', '.correcting .candidate', (p) => type(p, 'e')],
  ['review', '.merging p', (p) => type(p, 'm')],
  ['review', '.parts fieldset', (p) => type(p, 's')],
  ['review', '#embargo-until', (p) => type(p, 'b')],
  ['add', '.preview .claim', (p) => p.locator('#add-text').fill('Rebels captured Tikrit, 31 miles north of Samarra.')],
  ['measure', '#measure-matrix'],
  ['share', '#embed-leaflet'],
  ['list', '.list .things li'],
  ['keys', '#side h2'],
  ['changes', '#side h2'],
  ['report/nothing-of-this-name', '#side .failed'],
];

stories('everyone', {}, (world) => {
  const looks = { en: ['ltr', 'light'], ar: ['rtl', 'light'], ckb: ['rtl', 'dark'], fr: ['ltr', 'dark'] };
  for (const [lang, [dir, colorScheme]] of Object.entries(looks))
    test(`no serious finding of axe in any state, and no word left in English: ${lang}, ${colorScheme}`, async () => {
      const { page, context, errors } = await world.open({ hash: `#lang=${lang}`, colorScheme });
      await page.evaluate(axe);
      const named = await page.evaluate(() => {
        const x = window.dateline.shown().find((y) => y.props.besieged);
        return { besieged: encodeURIComponent(x.id), report: x.evidence[0].report };
      });
      const found = await findings(page, 'page', 'body');
      const left = new Set();
      for (const [address, sign, act] of states) {
        await go(page, `lang=${lang}&open=${address.replace(/\{(\w+)\}/, (_, name) => named[name])}`);
        await page.locator('#side[aria-busy=false]').waitFor();
        if (act) await page.locator('.queue .sentence, .add, .report .text').first().waitFor();
        await act?.(page);
        await page.locator(sign).first().waitFor();
        found.push(...(await findings(page, `${address} ${sign}`, '#side')));
        if (dir === 'rtl') for (const words of await page.evaluate(latin)) left.add(words);
        if (act && address === 'review') await type(page, 'Escape');
      }
      await page.locator('#menu summary').click();
      found.push(...(await findings(page, 'menu', '#bar')));
      await page.keyboard.press('Escape');
      await page.locator('#valid ~ .open-calendar').click();
      await page.locator('.calendar').waitFor();
      found.push(...(await findings(page, 'calendar', '#time')));
      assert.deepEqual(found, []);
      assert.deepEqual([...left], []);
      assert.deepEqual(
        errors.filter((e) => !/404/.test(e)),
        [],
      );
      await context.close();
    });

  test('right to left: the regions mirror, the map and the day’s order do not lie', async () => {
    const { page, context } = await world.open({ hash: '#lang=ckb&open=review' });
    await page.locator('.queue .sentence').waitFor();
    const box = (selector) => page.locator(selector).first().boundingBox();
    const [layers, side, close, mark] = await Promise.all(['#layers', '#side', '.close', '.queue .now'].map(box));
    assert.ok(layers.x > side.x + side.width, 'layers at the right, evidence at the left');
    assert.ok(close.x < mark.x + mark.width / 2, 'the way out is at the far end of the line');
    const edges = await page.evaluate(() => {
      const s = getComputedStyle(document.querySelector('.sentence'));
      return [s.borderRightWidth, s.borderLeftWidth, getComputedStyle(document.querySelector('.queue .now')).direction];
    });
    // The sentence is English: its own side carries the line, the page around it runs the other way.
    assert.deepEqual(edges.slice(2), ['rtl']);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1120);
    const east = await page.evaluate(() => {
      const { map } = window.dateline;
      return map.project([45, 36]).x - map.project([43, 36]).x;
    });
    assert.ok(east > 0, 'east stays at the right');
    await context.close();
  });

  test('at 360 px nothing overflows in either direction, and the map keeps half of the screen; at 4K it fills', async () => {
    const { page, context } = await world.open({ viewport: { width: 360, height: 740 } });
    const share = () => page.evaluate(() => document.querySelector('#stage').clientHeight / innerHeight);
    assert.ok((await share()) >= 0.5, `${await share()}`);
    await page.locator('#valid ~ .open-calendar').click();
    const sheet = await page.locator('.calendar').boundingBox();
    assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= 360, JSON.stringify(sheet));
    await page.keyboard.press('Escape');
    const wide = () =>
      page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('#side, #side article')]
          .filter((e) => e.scrollWidth > Math.max(e.clientWidth, 1) + 1)
          .map((e) => `${e.id || e.className} ${e.scrollWidth} > ${e.clientWidth}`),
      );
    const over = [];
    for (const [address, sign] of [
      ['review', '.queue .sentence'],
      ['add', '#add-text'],
      ['list', '.list li'],
      ['share', '#embed-leaflet'],
    ]) {
      await go(page, `open=${address}`);
      await page.locator(sign).first().waitFor();
      if (address === 'review') {
        await type(page, 'e');
        await page.locator('.correcting .candidate').first().waitFor();
      }
      over.push(...(await wide()).map((s) => `${address}: ${s}`));
    }
    assert.deepEqual(over, []);
    await page.setViewportSize({ width: 3840, height: 2160 });
    assert.ok((await share()) >= 0.9);
    await context.close();
  });

  test('an empty store and a store that does not answer are states of their own, in the reader’s language', async () => {
    const empty = await serve({ empty: true });
    const context = await world.chrome.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${empty.url}/#lang=ar`);
    await page.locator('#empty h2').waitFor();
    await page.evaluate(axe);
    assert.deepEqual(await findings(page, 'empty', 'body'), []);
    assert.deepEqual(await page.evaluate(latin), []);
    await go(page, 'lang=ar&open=review');
    await page.locator('.queue .now').filter({ hasText: 'روجعت' }).waitFor();
    await empty.stop();
    await go(page, 'lang=ar&open=report/x');
    await page.locator('#side .failed').filter({ hasText: 'الخادم لا يجيب' }).waitFor();
    assert.deepEqual(await findings(page, 'no answer', 'body'), []);
    await context.close();
  });

  test('nothing jumps while the page loads; where no motion is wanted nothing moves, elsewhere it does', async () => {
    const look = async (reducedMotion) => {
      const context = await world.chrome.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion });
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
      assert.ok(shift < 0.01, `layout shift ${shift.toFixed(3)}`);
      const moving = await page.evaluate(() => {
        let moves = 0;
        window.dateline.map.on('move', () => moves++);
        document.querySelector('.welcome .headline').click();
        const transitions = [...document.querySelectorAll('body *')].filter(
          (e) => getComputedStyle(e).transitionDuration !== '0s',
        ).length;
        return { transitions, animations: document.getAnimations().length, moves };
      });
      await page.keyboard.press('/');
      await page.keyboard.type('mosul');
      await page.locator('#found [role=option]').first().waitFor();
      // A busy machine draws an easing in one step: what counts is that it eases.
      const { steps, eased } = await page.evaluate(
        () =>
          new Promise((done) => {
            let n = 0;
            let eases = false;
            const { map } = window.dateline;
            map.on('move', () => {
              n++;
              eases ||= map.isMoving(); // a jump is over when it is told
            });
            map.once('moveend', () => done({ steps: n, eased: eases }));
            document
              .querySelector('#search')
              .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          }),
      );
      await context.close();
      return { ...moving, steps, eased };
    };
    const still = await look('reduce');
    assert.deepEqual([still.transitions, still.animations, still.steps, still.eased], [0, 0, 1, false], 'no motion');
    const lively = await look('no-preference');
    assert.ok(lively.transitions > 0 || lively.eased, `there is motion to be stopped: ${JSON.stringify(lively)}`);
  });

  test('colours of the reader’s own: what is chosen or marked is still told apart', async () => {
    const { page, context } = await world.open({ forcedColors: 'active', hash: '#open=review' });
    await page.locator('.queue .sentence .aim').first().waitFor();
    const told = await page.evaluate(() => {
      const css = (selector) => getComputedStyle(document.querySelector(selector));
      return {
        row: css('.queue ol li[aria-current=true] button').outlineStyle,
        other: css('.queue ol li[aria-current=false] button').outlineStyle,
        mark: css('.sentence .aim').backgroundColor !== css('.sentence').backgroundColor,
      };
    });
    assert.deepEqual(told, { row: 'solid', other: 'none', mark: true });
    await context.close();
  });
});
