// Adding: a text pasted, a file dropped, a saved page; read at once, corrected before it counts, then on the map.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories, until } from './harness.mjs';

/** Written byte by byte: the é is one byte of windows-1252, as the page says. */
const page1 = `<!doctype html><html><head><meta charset="windows-1252"><title>x</title><meta property="og:title" content="Town falls">
<meta property="og:site_name" content="Caf\xe9 Post"><meta property="article:published_time" content="2014-06-17T08:00:00Z"></head>
<body><nav>Home</nav><article><p>Fighters of ISIS captured Sinjar on Tuesday.</p><p>Some 3,000 families fled Sinjar to Dohuk.</p></article></body></html>`;

stories('adding', {}, (world) => {
  test('a pasted report is read at once, and shows on another open map without a reload', async () => {
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

  test('a saved page dropped on the map, in an old encoding, fills the form; its places stand on the map before it is kept', async () => {
    const page = await world.at('');
    await drop(page, '#map', [['saved.html', page1]]);
    await until(page, () => document.querySelector('#add-publisher')?.value === 'Café Post');
    assert.equal(await page.locator('#add-title').inputValue(), 'Town falls');
    assert.equal(await page.locator('#add-published').inputValue(), '17 Jun 2014');
    assert.doesNotMatch(await page.locator('#add-text').inputValue(), /Home/);
    await page.locator('.preview .claim').first().waitFor();
    await until(page, () =>
      window.dateline.map.queryRenderedFeatures({ layers: ['pin-ring'] }).some((f) => /Sinj/.test(f.properties.name)),
    );
    await page.locator('#add-save').click();
    await page.locator('.report h2').filter({ hasText: 'Town falls' }).waitFor();
    await until(page, () => window.dateline.shown().some((x) => /Sinj/.test(x.props.name ?? '')));
    await page.locator('.report .to-review').click();
    await page.locator('.queue .now .sentence').filter({ hasText: 'Sinjar' }).waitFor();
  });

  test('of several files dropped at once one follows the other; a text pasted beside all fields is taken as well', async () => {
    const page = await world.at('');
    await drop(page, '#stage', [
      ['a.txt', 'Rebels captured Fallujah on Tuesday.'],
      ['b.txt', 'Rebels captured Ramadi on Tuesday.'],
    ]);
    await until(page, () => /Fallujah/.test(document.querySelector('#add-text')?.value ?? ''));
    await page.locator('.preview .claim').first().waitFor();
    await page.locator('#add-save').click();
    await until(page, () => /Ramadi/.test(document.querySelector('#add-text').value));
    await page.keyboard.press('Escape');
    await page.locator('.welcome').waitFor();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Rebels captured Haditha on Tuesday, officials said.');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });
    await page.locator('.preview .claim').filter({ hasText: 'ad' }).first().waitFor();
    assert.match(await page.locator('#add-text').inputValue(), /Haditha/);
    await drop(page, '.drop', [['c.txt', 'Rebels captured Hit on Tuesday.']]);
    await until(page, () => /Hit/.test(document.querySelector('#add-text').value));
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

/** Drops files on a part of the page, as a person does from a folder. Characters up to U+00FF are bytes. */
async function drop(page, where, files) {
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const [name, text] of all) {
      const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, files);
  await page.locator(where).dispatchEvent('dragover', { dataTransfer });
  await page.locator(where).dispatchEvent('drop', { dataTransfer });
}
