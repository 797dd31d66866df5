// Starts the built binary on a free loopback port with a store of its own, and a browser beside it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const web = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const repository = path.join(web, '..', '..');
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];
/** Generous: software rendering on a loaded machine. */
export const patience = 120_000;

let built = '';

/** The binary: DATELINE_BIN, or one built once for the run. */
async function binary() {
  if (process.env.DATELINE_BIN) return process.env.DATELINE_BIN;
  if (built !== '') return built;
  built = path.join(await mkdtemp(path.join(os.tmpdir(), 'dateline-e2e-bin-')), 'dateline');
  const made = spawnSync('go', ['build', '-o', built, './cmd/dateline'], { cwd: repository, stdio: 'inherit' });
  if (made.status !== 0) throw new Error('go build failed; set DATELINE_BIN to a built binary');
  return built;
}

/** Serves the demo report, an empty store where `empty`, or the store named. */
export async function serve({ empty = false, store = '' } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dateline-e2e-'));
  const db = store || path.join(folder, 'e2e.db');
  const args = ['serve', '--db', db, '--addr', '127.0.0.1:0', ...(empty || store ? [] : ['--demo'])];
  const child = spawn(await binary(), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((done, failed) => {
    let said = '';
    setTimeout(() => failed(new Error(`dateline serve printed no address: ${said}`)), patience).unref();
    child.once('exit', (code) => failed(new Error(`dateline serve ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) done(found[0]);
    });
  });
  const stop = async () => {
    child.removeAllListeners('exit');
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

export const browser = () =>
  chromium.launch({ executablePath: process.env.CHROME ?? '/usr/bin/chromium', args: flags });

/** Opens the map and waits until the picture is complete. Errors of the page and requests to others are kept. */
export async function open(chrome, url, { hash = '', search = '', ...options } = {}) {
  const context = await chrome.newContext({
    viewport: { width: 1120, height: 640 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const errors = [];
  const foreign = [];
  const asked = [];
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  page.on('request', (r) => {
    asked.push(r.url());
    if (!r.url().startsWith(url) && !/^(data|blob):/.test(r.url())) foreign.push(r.url());
  });
  await page.goto(`${url}/${search}${hash}`);
  await ready(page);
  return { page, context, errors, foreign, asked };
}

export const ready = (page) =>
  page.waitForFunction(() => document.documentElement.dataset.ready === 'yes', null, { timeout: patience });

/** Waits until the page says so; `test` runs in the page. */
export const until = (page, test, argument = null) => page.waitForFunction(test, argument, { timeout: patience });

/** Goes to a state of the page by its address, without loading it again. */
export const go = (page, hash) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/** The features that a layer has drawn in the view: [{ id, … }]. */
export const drawnIn = (page, layer) =>
  page.evaluate((id) => window.dateline.map.queryRenderedFeatures({ layers: [id] }).map((f) => f.properties), layer);

/** Waits until a layer has drawn something in the view. */
export const untilDrawn = (page, layer) =>
  until(page, (id) => window.dateline.map.queryRenderedFeatures({ layers: [id] }).length > 0, layer);

/** Where a place lies on the screen, in pixels. */
export const pixel = (page, lon, lat) =>
  page.evaluate(
    (at) => {
      const { x, y } = window.dateline.map.project(at);
      const box = document.querySelector('#map').getBoundingClientRect();
      return { x: x + box.left, y: y + box.top };
    },
    [lon, lat],
  );

/** Stories on one server and one browser: `tell` gets an object that holds them once they have begun. */
export function stories(name, options, tell) {
  describe(name, () => {
    const world = {};
    before(async () => {
      world.server = await serve(options);
      world.chrome = await browser();
      world.url = world.server.url;
      world.open = (more) => open(world.chrome, world.url, more);
      let shared = null;
      // A page takes seconds to begin in software: stories that need no other one go on in the same.
      world.at = async (hash) => {
        shared ??= await world.open();
        await go(shared.page, '');
        await shared.page.locator('.welcome').waitFor();
        await go(shared.page, hash);
        await ready(shared.page);
        return shared.page;
      };
      world.api = async (address, body) => {
        const sent = body && {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        };
        const answer = await fetch(world.url + address, sent);
        if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      };
    });
    after(async () => {
      await world.chrome?.close();
      await world.server?.stop();
    });
    tell(world);
  });
}

/** Serves pages from another origin: files of the examples, Leaflet and MapLibre out of node_modules, and texts made here. */
export async function site(pages = {}) {
  const kinds = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.css': 'text/css',
    '.png': 'image/png',
  };
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    const made = pages[pathname.slice(1)];
    const file = pathname.startsWith('/node_modules/')
      ? path.join(web, pathname)
      : path.join(web, 'examples', pathname);
    const body = made ?? (await readFile(file).catch(() => null));
    const kind = made === undefined ? kinds[path.extname(file)] : 'text/html';
    response.writeHead(body === null ? 404 : 200, { 'Content-Type': kind ?? 'text/plain' });
    response.end(body ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
