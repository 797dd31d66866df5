// Live: what happens on the server shows without a reload, and what was missed in a pause is made up for.
import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { open, stories, until } from './harness.mjs';

/** A line to the server that can be cut, and that keeps what the browser sent over it. */
async function line(url) {
  const { port } = new URL(url);
  const open_ = new Set();
  let cut = false;
  const state = { sent: '' };
  const server = net.createServer((client) => {
    if (cut) return client.destroy();
    const far = net.connect(Number(port), '127.0.0.1');
    for (const [a, b] of [
      [client, far],
      [far, client],
    ]) {
      open_.add(a);
      a.on('error', () => b.destroy());
      a.on('close', () => {
        open_.delete(a);
        b.destroy();
      });
      a.pipe(b);
    }
    client.on('data', (d) => (state.sent += d.toString('latin1')));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    state,
    url: `http://127.0.0.1:${server.address().port}`,
    cut() {
      cut = true;
      for (const s of open_) s.destroy();
    },
    mend: () => (cut = false),
    stop() {
      this.cut();
      server.close();
    },
  };
}

stories('live', {}, (world) => {
  const report = (text) => world.api('/reports', { text, published: '2014-06-16T12:00:00Z', publisher: 'River Post' });
  const isShown = (page, words) =>
    until(page, (w) => window.dateline.shown().some((x) => new RegExp(w).test(x.props.name ?? '')), words);

  test('a report shows once it is acknowledged: an event comes, then the page asks, then the map has it; no reload', async () => {
    const { page, context, asked } = await world.open();
    await until(page, () => document.documentElement.dataset.live === 'true');
    await page.evaluate(() => {
      window.order = [];
      window.addEventListener('dateline-change', (e) => window.order.push(`event ${e.detail.seq}`));
      const { fetch } = window;
      window.fetch = (...a) => {
        if (String(a[0]).startsWith('/collections/control/items')) window.order.push('asked');
        return fetch(...a);
      };
    });
    const before = asked.length;
    assert.equal(await page.evaluate(() => window.order.length), 0, 'nothing is asked again while nothing happens');
    const answer = await report('Rebels captured Samarra on Monday.');
    await isShown(page, 'Samarr|Sāmarr');
    await until(page, () =>
      window.dateline.map
        .queryRenderedFeatures({ layers: ['control-dot'] })
        .some((f) => /marr/.test(f.properties.name)),
    );
    assert.deepEqual(await page.evaluate(() => window.order.slice(0, 2)), [`event ${answer.revision}`, 'asked']);
    assert.ok(
      asked.slice(before).every((u) => !/\/assets\//.test(u)),
      'no reload',
    );
    await context.close();
  });

  test('the line breaks, a report comes in, the line is mended: the browser names the last event it had and the map shows the report', async () => {
    const wire = await line(world.url);
    const { page, context } = await open(world.chrome, wire.url);
    await until(page, () => document.documentElement.dataset.live === 'true');
    const { revision } = await report('Rebels captured Falluja on Monday.');
    await isShown(page, 'Fall');
    await page.evaluate(() => {
      window.seen = [];
      window.addEventListener('dateline-change', (e) => window.seen.push(e.detail.seq));
    });
    wire.cut();
    await until(page, () => document.documentElement.dataset.live === 'false');
    await page.locator('#back').click();
    await page.locator('#notice').filter({ hasText: 'does not answer' }).waitFor();
    const missed = await report('Rebels captured Ramadi on Monday.');
    wire.state.sent = '';
    wire.mend();
    await until(page, () => document.documentElement.dataset.live === 'true');
    await page.locator('#forward').click();
    await isShown(page, 'Ramad');
    await until(page, () => document.querySelector('#notice').textContent === '');
    assert.match(wire.state.sent, new RegExp(`GET /events[^]*?Last-Event-ID: ${revision}\\b`, 'i'));
    await until(page, (n) => window.seen.includes(n), missed.revision);
    assert.deepEqual(await page.evaluate(() => window.seen), [missed.revision], 'once each, none twice');
    await context.close();
    wire.stop();
  });
});
