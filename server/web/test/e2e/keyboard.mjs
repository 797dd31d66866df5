// Keys alone: every main task without a pointer; and the map as a list, thing by thing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ready, stories, until } from './harness.mjs';
import { isLeft, left } from './reviewing.mjs';

/** Goes on by Tab until what has the focus fits, as a person does who looks where it is. */
async function tabTo(page, selector, most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  throw new Error(`no ${selector} within ${most} steps of Tab`);
}

stories('keyboard', {}, (world) => {
  test('searching, reading a sentence, another day, filters: without a pointer', async () => {
    const { page, context } = await world.open();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'skip', 'the first stop leads past the map');
    await page.keyboard.press('/');
    await page.keyboard.type('kirkuk');
    await page.locator('#found [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.locator('#found [aria-selected=true]').count(), 1);
    await page.keyboard.press('Enter');
    await until(page, () => /map=8/.test(location.hash));
    await page.keyboard.press('l');
    await page.locator('.list .things li').first().waitFor();
    await tabTo(page, '.things button');
    await page.keyboard.press('Enter');
    await page.locator('.thing .quote').first().waitFor();
    await tabTo(page, 'figcaption button');
    await page.keyboard.press('Enter');
    await page.locator('.report .aim').first().waitFor();
    await tabTo(page, '.sentence-part');
    await page.keyboard.press('Enter');
    await page.locator('.detail .claim').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    const day = await page.locator('#valid').inputValue();
    await page.keyboard.press('ArrowLeft');
    await until(page, (was) => document.querySelector('#valid').value !== was, day);
    await page.keyboard.press('ArrowRight');
    await until(page, (was) => document.querySelector('#valid').value === was, day);
    await tabTo(page, '#layers input[type=checkbox]');
    await page.keyboard.press('Space');
    await until(page, () => /off=/.test(location.hash));
    assert.ok(await page.evaluate(() => document.activeElement.matches('#layers input')), 'the focus stays');
    await page.keyboard.press('Space');
    await until(page, () => !/off=/.test(location.hash));
    await tabTo(page, '#filters summary');
    await page.keyboard.press('Space');
    await page.locator('#filters details[open], #filters[open], details[open] [data-filter]').first().waitFor();
    assert.equal(await page.locator('#valid').inputValue(), day, 'the space bar opened filters and played nothing');
    await context.close();
  });

  test('adding a report and reviewing it: without a pointer', async () => {
    const { page, context } = await world.open();
    await page.keyboard.press('n');
    await page.locator('#add-text').waitFor();
    await tabTo(page, '#add-text');
    await page.keyboard.type('Rebels captured Samarra on Monday, officials said.');
    await page.locator('.preview .claim').first().waitFor();
    await tabTo(page, '#add-publisher');
    await page.keyboard.type('River Post');
    await tabTo(page, '#add-published');
    await page.keyboard.type('16 June 2014');
    await tabTo(page, '#add-save');
    await page.keyboard.press('Enter');
    await page.locator('.report').waitFor();
    await tabTo(page, '.to-review');
    await page.keyboard.press('Enter');
    await page.locator('.queue .now .sentence').waitFor();
    const start = await left(page);
    await page.keyboard.press('e');
    await page.locator('#correct-actor').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Fighters of the valley');
    await page.keyboard.press('Enter');
    await isLeft(page, start - 1);
    await page.keyboard.press('u');
    await isLeft(page, start);
    await page.keyboard.press('e');
    await page.locator('#correct-actor').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.correcting').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.queue').count(), 1, 'Escape closes the form first');
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    await page.keyboard.press('?');
    await page.locator('#side h2').filter({ hasText: 'Keys' }).waitFor();
    await context.close();
  });

  test('the list says what the map shows: each thing drawn is listed, each thing listed is drawn', async () => {
    const { page, context } = await world.open({});
    const compare = async () => {
      await page.keyboard.press('l');
      await page.locator('.list .things li').first().waitFor();
      // The whole world in view: a thing outside the view is listed, but no pixel of it can be asked for.
      await page.evaluate(() => {
        const box = window.dateline.shown().reduce((b, x) => {
          const visit = (c) => (typeof c[0] === 'number' ? b.push(c) : c.forEach(visit));
          if (x.geometry?.coordinates) visit(x.geometry.coordinates);
          return b;
        }, []);
        const lon = box.map((c) => c[0]);
        const lat = box.map((c) => c[1]);
        window.dateline.map.fitBounds(
          [
            [Math.min(...lon), Math.min(...lat)],
            [Math.max(...lon), Math.max(...lat)],
          ],
          { padding: 60, duration: 0, maxZoom: 9 },
        );
      });
      await ready(page);
      await until(page, () => window.dateline.map.loaded() && window.dateline.map.areTilesLoaded());
      return page.evaluate(() => {
        const { map } = window.dateline;
        const listed = [...document.querySelectorAll('.list [data-thing]')].map((e) => e.dataset.thing).sort();
        const sources = map.getStyle().layers.filter((l) => 'source' in l && l.source.startsWith('dl-'));
        const names = new Set(listed.map((x) => x.split('/')[0]));
        const drawn = map
          .queryRenderedFeatures({ layers: sources.map((l) => l.id) })
          .map((f) => [f.source.replace(/^dl-/, ''), f.properties.id])
          .filter(([name, id]) => id && names.has(name));
        return { listed, drawn: [...new Set(drawn.map((d) => d.join('/')))].sort() };
      });
    };
    const all = await compare();
    assert.ok(all.listed.length > 15, `${all.listed.length} things`);
    assert.deepEqual(all.drawn, all.listed);
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    await page.locator('.layer').filter({ hasText: 'Front lines' }).locator('input').uncheck();
    await until(page, () => /off=frontlines/.test(location.hash));
    const fewer = await compare();
    assert.deepEqual(fewer.drawn, fewer.listed);
    assert.ok(!fewer.listed.some((x) => x.startsWith('frontlines/')));
    await context.close();
  });
});
