// Adding: a text pasted, a file dropped, a saved page; read at once, corrected before it counts, then on the map.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories, until } from './harness.mjs';

const page1 = `<!doctype html><html><head><title>x</title><meta property="og:title" content="Town falls">
<meta property="og:site_name" content="River Post"><meta property="article:published_time" content="2014-06-17T08:00:00Z"></head>
<body><nav>Home</nav><article><p>Fighters of ISIS captured Sinjar on Tuesday.</p><p>Some 3,000 families fled Sinjar to Dohuk.</p></article></body></html>`;

stories('adding', {}, (world) => {
  test('a pasted report is read at once, and shows on another open map within a second, without a reload', async () => {
    const other = await world.open();
    await other.page.evaluate(() => {
      window.notReloaded = true;
    });
    const page = await world.at('open=add');
    await page
      .locator('#add-text')
      .fill('Rebels captured Tikrit on Tuesday, residents said. Some 3,000 people fled Tikrit.');
    await page.locator('#add-published').fill('17 June 2014');
    await page.locator('.preview .mention').first().waitFor();
    await page.locator('.preview .mention').first().click();
    await page.locator('.preview .mentionbox .reasons li').first().waitFor();
    await page.locator('#add-save').click();
    await page.locator('.report').waitFor();
    await until(other.page, () => window.dateline.shown().some((x) => /Tikr/.test(x.props.name ?? '')));
    assert.equal(await other.page.evaluate(() => window.notReloaded), true);
    await other.context.close();
  });

  test('a dropped page of a newspaper fills the form; its fields go with the report', async () => {
    const page = await world.at('open=add');
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'saved.html', { type: 'text/html' }));
      return transfer;
    }, page1);
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: data });
    await until(page, () => document.querySelector('#add-publisher').value === 'River Post');
    assert.equal(await page.locator('#add-title').inputValue(), 'Town falls');
    assert.equal(await page.locator('#add-published').inputValue(), '17 Jun 2014');
    assert.doesNotMatch(await page.locator('#add-text').inputValue(), /Home/);
    await page.locator('.preview h3').waitFor();
    await page.locator('#add-save').click();
    await page.locator('.report h2').filter({ hasText: 'Town falls' }).waitFor();
    await until(page, () => window.dateline.shown().some((x) => /Sinj/.test(x.props.name ?? '')));
  });

  test('a text that says nothing is kept as such, and an empty one is refused with a word', async () => {
    const page = await world.at('open=add');
    await page.locator('#add-text').fill('Shares rose a little on Monday.');
    await page.locator('.preview h3').filter({ hasText: 'No claims' }).waitFor();
    await page.locator('#add-text').fill('');
    await page.locator('#add-save').click();
    await page.locator('.add [role=alert]').waitFor();
  });
});
