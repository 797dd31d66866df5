// Starts the built binary on a free loopback port with a store of its own, and a browser beside it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
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
];
/** Generous: software rendering on a loaded machine. */
export const patience = 60_000;

/** The binary: DATELINE_BIN, or one built for the run. */
function binary(folder) {
  if (process.env.DATELINE_BIN) return process.env.DATELINE_BIN;
  const out = path.join(folder, 'dateline');
  const made = spawnSync('go', ['build', '-o', out, './cmd/dateline'], { cwd: repository, stdio: 'inherit' });
  if (made.status !== 0) throw new Error('go build failed; set DATELINE_BIN to a built binary');
  return out;
}

/** Serves the demo report, or an empty store where `empty`. */
export async function serve({ empty = false } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dateline-e2e-'));
  const args = ['serve', '--db', path.join(folder, 'e2e.db'), '--addr', '127.0.0.1:0', ...(empty ? [] : ['--demo'])];
  const child = spawn(binary(folder), args, { stdio: ['ignore', 'pipe', 'inherit'] });
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
export async function open(chrome, url, { hash = '', ...options } = {}) {
  const context = await chrome.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const errors = [];
  const foreign = [];
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  page.on('request', (r) => !r.url().startsWith(url) && !/^(data|blob):/.test(r.url()) && foreign.push(r.url()));
  await page.goto(`${url}/${hash}`);
  await ready(page);
  return { page, context, errors, foreign };
}

export const ready = (page) =>
  page.waitForFunction(() => document.documentElement.dataset.ready === 'yes', null, { timeout: patience });

/** Serves the example pages from another origin, with Leaflet and MapLibre out of node_modules. */
export async function examples() {
  const kinds = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.css': 'text/css',
    '.png': 'image/png',
  };
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    const file = pathname.startsWith('/node_modules/')
      ? path.join(web, pathname)
      : path.join(web, 'examples', pathname);
    const body = await readFile(file).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'Content-Type': kinds[path.extname(file)] ?? 'text/plain' });
    response.end(body ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
