// Live: what happens on the server shows without a reload, and what was missed in a pause is made up for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stories, until } from './harness.mjs';

const names = () => window.dateline.shown().map((x) => x.props.name ?? '');

stories('live', {}, (world) => {
  test('an event shows; after a pause of the line the missed one shows too', async () => {
    const { page, context } = await world.open();
    await until(page, () => document.documentElement.dataset.live === 'true');
    await page.evaluate(() => {
      window.notReloaded = true;
    });
    const report = (text) =>
      world.api('/reports', { text, published: '2014-06-16T12:00:00Z', publisher: 'River Post' });
    await report('Rebels captured Samarra on Monday.');
    await until(page, () => window.dateline.shown().some((x) => /Samarr|Sāmarr/.test(x.props.name ?? '')));
    await context.setOffline(true);
    await page.locator('#back').click();
    await page.locator('#notice').filter({ hasText: 'does not answer' }).waitFor();
    await report('Rebels captured Ramadi on Monday.');
    assert.ok(!(await page.evaluate(names)).some((n) => /Ramadi/.test(n)));
    await context.setOffline(false);
    await page.locator('#forward').click();
    await until(page, () => window.dateline.shown().some((x) => /Ramad/.test(x.props.name ?? '')));
    await until(page, () => document.querySelector('#notice').textContent === '');
    assert.equal(await page.evaluate(() => window.notReloaded), true);
    await context.close();
  });

  test('events that a reader missed are sent again, from the last it had', async () => {
    const missed = await fetch(`${world.url}/events`, {
      headers: { Accept: 'text/event-stream', 'Last-Event-ID': '1' },
      signal: AbortSignal.timeout(60_000),
    });
    const reader = missed.body.getReader();
    let text = '';
    const ids = () => [...text.matchAll(/^id: (\S+)/gm)].map((m) => Number(m[1]));
    while (ids().length < 2) {
      const { value, done } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    await reader.cancel();
    assert.deepEqual(ids().slice(0, 2), [2, 3]);
  });
});
