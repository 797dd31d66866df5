// Large layers: beyond 2,000 features a layer comes as tiles, is coloured and listed all the same, and follows events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnIn, ready, stories, until } from './harness.mjs';

stories('large', {}, (world) => {
  test('a layer of more than 2,000 is drawn from tiles, and an edit shows in them at once', async () => {
    const { page, context, asked } = await world.open();
    await page.route('**/collections/control/items?*', (r) =>
      r.fulfill({ json: { type: 'FeatureCollection', numberMatched: 2001, features: [] } }),
    );
    await page.evaluate(() => window.dateline.reload());
    await until(page, () => window.dateline.map.getSource('dl-control')?.type === 'vector');
    await until(page, () => window.dateline.map.queryRenderedFeatures({ layers: ['control-dot'] }).length > 2);
    await ready(page);
    const tiles = () => asked.filter((u) => u.includes('/tiles/control/'));
    assert.ok(tiles().length > 0);
    assert.equal(await page.locator('.layer').filter({ hasText: 'Control' }).locator('.count').textContent(), '2001');
    await page.locator('#legend li').filter({ hasText: 'Islamic State' }).waitFor();
    const before = (await drawnIn(page, 'control-dot')).map((p) => p.name);
    assert.ok(!before.some((n) => /Samarr|Sāmarr/.test(n)));
    const began = tiles().length;
    await world.api('/reports', { text: 'Rebels captured Samarra on Monday.', published: '2014-06-16T12:00:00Z' });
    await until(page, () =>
      window.dateline.map
        .queryRenderedFeatures({ layers: ['control-dot'] })
        .some((f) => /S[aā]marr/.test(f.properties.name)),
    );
    assert.ok(tiles().length > began, 'tiles were asked for again');
    await context.close();
  });
});
