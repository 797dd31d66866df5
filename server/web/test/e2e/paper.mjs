// The sheet of paper: what must stand on it, in A4 and A3, as PDF; and a grey copy that still tells actors apart.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { stories } from './harness.mjs';

/** Sizes in points, 1/72 inch. */
const sizes = { 'A4 landscape': [842, 595], 'A3 portrait': [842, 1191] };

/** The text of a PDF by poppler, or '' where it is not installed. */
function words(pdf) {
  const got = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  return got.status === 0 ? got.stdout.toString().replace(/\s+/g, ' ') : '';
}

stories('paper', {}, (world) => {
  test('a print carries title, time, legend, scale, sources, projection and disclaimer, on one page of its size', async () => {
    const { page, context } = await world.open({ hash: '#open=share' });
    page.setDefaultTimeout(300_000);
    await page.evaluate(() => {
      window.print = () => {
        window.printed = (window.printed ?? 0) + 1;
        window.paperName = document.title;
      };
    });
    for (const [paper, [width, height]] of Object.entries(sizes)) {
      await page.locator('#print-title').fill(`Situation ${paper}`);
      await page.locator('#paper').selectOption(paper);
      await page.evaluate(() => {
        window.printed = 0;
      });
      await page.locator('#print-map').click();
      await page.waitForFunction(() => window.printed > 0, null, { timeout: 300_000 });
      assert.match(await page.evaluate(() => window.paperName), /^dateline_situation_20140616_a[34]$/);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      const source = pdf.toString('latin1');
      const boxes = [...source.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
      assert.equal(boxes.length, 1, 'one page');
      assert.ok(Math.abs(Number(boxes[0][1]) - width) < 2 && Math.abs(Number(boxes[0][2]) - height) < 2, boxes[0][0]);
      await page.emulateMedia({ media: 'print' });
      const shown = (await page.locator('#print').textContent()).replace(/\s+/g, ' ');
      await page.emulateMedia({ media: null });
      for (const text of [shown, words(pdf)].filter(Boolean))
        for (const part of [
          `Situation ${paper}`,
          /As of 16 Jun 2014, 24:00 UTC/,
          /as known now/,
          /Islamic State/,
          /Peshmerga/,
          /as asserted, schematic/,
          /besieged/,
          /no information/,
          /Scale/,
          /\d+ km/,
          /1 : [\d,]+/,
          /Sources/,
          /Dateline demo, 16 Jun 2014/,
          /EPSG:3857/,
          /do not imply endorsement/,
        ])
          assert.ok(typeof part === 'string' ? text.includes(part) : part.test(text), `${part} in: ${text}`);
    }
    // A grey copy of the sheet: the ground of the Islamic State, of the Peshmerga and of nobody differ in lightness or texture.
    const patches = [];
    for (const [lon, lat] of [
      [42.3, 36.38], // west of the town: the signs of its displaced stand in the corners
      [44.28, 35.41],
      [42.6, 34.6],
    ])
      patches.push(await greyAt(page, lon, lat));
    for (const [i, a] of patches.entries())
      for (const b of patches.slice(i + 1))
        assert.ok(
          Math.abs(a.mean - b.mean) > 12 || Math.abs(a.spread - b.spread) > 6,
          `in grey alike: ${JSON.stringify([a, b])}`,
        );
    await context.close();
  });
});

/** Mean and spread of the grey of a patch of the printed map, 0 to 255, round a point of the ground. */
const greyAt = (page, lon, lat) =>
  page.evaluate(
    (at) => {
      const image = document.querySelector('#print img');
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.naturalWidth,
        height: image.naturalHeight,
      });
      const c = canvas.getContext('2d');
      c.drawImage(image, 0, 0);
      // The sheet shows the view of the map, centred, as large as its frame allows.
      const { map } = window.dateline;
      map.resize(); // back from the sheet, it follows its frame a moment later
      const { clientWidth, clientHeight } = map.getContainer();
      const scale = Math.min(canvas.width / clientWidth, canvas.height / clientHeight);
      const p = map.project(at);
      const x = canvas.width / 2 + (p.x - clientWidth / 2) * scale;
      const y = canvas.height / 2 + (p.y - clientHeight / 2) * scale;
      const size = 18;
      const { data } = c.getImageData(Math.round(x - size / 2), Math.round(y - size / 2), size, size);
      const grey = [];
      for (let i = 0; i < data.length; i += 4)
        grey.push(0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2]);
      const mean = grey.reduce((a, b) => a + b, 0) / grey.length;
      const spread = Math.sqrt(grey.reduce((sum, g) => sum + (g - mean) ** 2, 0) / grey.length);
      return { mean: Math.round(mean), spread: Math.round(spread) };
    },
    [lon, lat],
  );
