// Taking away: downloads that open, and snippets that work when pasted into a page of another site.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ready, site, stories, until } from './harness.mjs';

const head = (library) => `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/node_modules/${library}/dist/${library}.css"><style>html,body,#map{height:100%;margin:0}</style><div id="map"></div>`;

const leafletPage = (snippet) => `${head('leaflet')}<script src="/node_modules/leaflet/dist/leaflet.js"></script>
<script type="module">const map = L.map('map').setView([36, 43.5], 7);
${snippet}
document.documentElement.dataset.features = document.querySelectorAll('path.leaflet-interactive').length;</script>`;

const maplibrePage = (snippet) => `${head('maplibre-gl')}<script type="module">
import { Map, setWorkerUrl } from '/node_modules/maplibre-gl/dist/maplibre-gl.mjs';
setWorkerUrl('/node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs');
const map = new Map({ container: 'map', center: [43.5, 36], zoom: 6, style: { version: 8, sources: {}, layers: [] } });
map.on('load', () => {
${snippet}
map.on('idle', () => { document.documentElement.dataset.features = map.queryRenderedFeatures().length; });
});</script>`;

stories('taking away', {}, (world) => {
  test('GeoJSON, CSV and KML of the day are downloaded and say what the map says', async () => {
    const { page, context } = await world.open({ hash: '#open=share', acceptDownloads: true });
    const saved = async (label) => {
      const link = page.locator('.downloads li').filter({ hasText: 'Control' }).getByText(label, { exact: true });
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
      return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
    };
    const shown = await page.evaluate(() =>
      window.dateline.shown().flatMap((x) => (x.collection === 'control' ? [x.props.name] : [])),
    );
    const geojson = await saved('GeoJSON');
    assert.match(geojson.name, /^dateline-control-2014-06-16\.geojson$/);
    assert.deepEqual(
      JSON.parse(geojson.text)
        .features.map((f) => f.properties.name)
        .sort(),
      shown.sort(),
    );
    const csv = await saved('CSV');
    assert.match(csv.name, /\.csv$/);
    assert.match(csv.text.split('\n')[1], /#/, 'a row of HXL tags');
    for (const name of shown) assert.ok(csv.text.includes(name), name);
    const kml = await saved('KML');
    assert.match(kml.name, /\.kml$/);
    assert.match(kml.text, /<kml xmlns="http:\/\/www\.opengis\.net\/kml\/2\.2"/);
    assert.equal(kml.text.match(/<Placemark/g).length, shown.length);

    const [png] = await Promise.all([page.waitForEvent('download'), page.locator('#save-png').click()]);
    assert.match(png.suggestedFilename(), /^dateline_situation_20140616\.png$/);
    const picture = await readFile(await png.path());
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    // Width and height of IHDR: below the map stand legend, scale, sources and disclaimer.
    const map = await page.locator('#map').boundingBox();
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
    assert.ok(height / width > (map.height / map.width) * 1.2, `${width} × ${height}`);

    const text = (id) => page.locator(`#${id}`).textContent();
    const tile = (await text('tiles-url')).replace('{z}/{x}/{y}', '6/39/25');
    assert.equal((await fetch(tile)).status, 200);
    assert.ok((await (await fetch(await text('tilejson-url'))).json()).vector_layers.length >= 4);
    const link = await text('link');
    assert.equal(link, page.url());

    const frame = `<!doctype html><body>${await text('embed-iframe')}</body>`;
    const pages = {
      'l.html': leafletPage(await text('embed-leaflet')),
      'm.html': maplibrePage(await text('embed-maplibre')),
    };
    const other = await site({ ...pages, 'f.html': frame });
    for (const name of [
      'l.html',
      'm.html',
      `leaflet.html?dateline=${world.url}`,
      `maplibre.html?dateline=${world.url}`,
    ]) {
      await page.goto(`${other.url}/${name}`);
      await until(page, () => Number(document.documentElement.dataset.features) > 0);
    }
    await page.goto(`${other.url}/f.html`);
    const inside = await page
      .locator('iframe')
      .elementHandle()
      .then((e) => e.contentFrame());
    await inside.waitForFunction(() => document.documentElement.dataset.ready === 'yes', null, { timeout: 120_000 });
    assert.equal(await inside.locator('#open-add, #open-review').count(), 0, 'a frame only reads');
    assert.equal(await inside.evaluate(() => window.dateline.store.get().profile), 'public');
    other.stop();
    await context.close();
  });

  test('a frame shows what is published: pending claims are not', async () => {
    const { page, context } = await world.open({ search: '?embed' });
    await ready(page);
    assert.equal(await page.evaluate(() => window.dateline.shown().length), 0);
    await context.close();
  });
});
