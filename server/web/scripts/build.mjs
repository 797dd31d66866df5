// Builds the map into dist: hashed, split, compressed beside the originals. `--watch` is left out on purpose: a build takes half a second.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
/** All is made here first: a build that fails leaves the last good one where it is. */
const fresh = path.join(root, '.dist-new');
const old = path.join(root, '.dist-old');
const fonts = [
  ['noto-sans', 'latin', 400],
  ['noto-sans', 'latin', 600],
  ['noto-sans', 'latin-ext', 400],
  ['noto-sans', 'latin-ext', 600],
  ['noto-sans-arabic', 'arabic', 400],
  ['noto-sans-arabic', 'arabic', 600],
];

async function begin() {
  for (const folder of [fresh, old]) await rm(folder, { recursive: true, force: true });
  await mkdir(fresh);
}

/** Puts the new build in the place of the old. The README moves along: the binary embeds the folder even where nothing was built. */
async function swap() {
  await cp(path.join(dist, 'README'), path.join(fresh, 'README'));
  await rename(dist, old);
  await rename(fresh, dist);
  await rm(old, { recursive: true });
}

async function copyFonts() {
  await mkdir(path.join(fresh, 'fonts'));
  for (const [family, subset, weight] of fonts) {
    const file = `${family}-${subset}-${weight}-normal.woff2`;
    await cp(path.join(root, 'node_modules/@fontsource', family, 'files', file), path.join(fresh, 'fonts', file));
  }
}

const bundle = () =>
  esbuild.build({
    absWorkingDir: root,
    entryPoints: {
      main: 'src/main.ts',
      static: 'src/static.ts',
      'static-style': 'src/styles/static.css',
      worker: 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs',
      style: 'src/styles/main.css',
    },
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    outdir: '.dist-new',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    legalComments: 'none',
    external: ['/fonts/*'],
    logLevel: 'warning',
  });

/** The page names the hashed files, so that they may be cached for ever and the page not at all. */
async function page(metafile) {
  const outputs = Object.entries(metafile.outputs);
  const of = (entry) => outputs.find(([, o]) => o.entryPoint === entry)[0].replace(/^\.dist-new\//, '/');
  const main = of('src/main.ts');
  const imports = outputs.find(([, o]) => o.entryPoint === 'src/main.ts')[1].imports;
  const preload = imports
    .filter((i) => i.kind === 'import-statement')
    .map((i) => `<link rel="modulepreload" href="${i.path.replace(/^\.dist-new\//, '/')}">`);
  const html = (await readFile(path.join(root, 'src/index.html'), 'utf8'))
    .replace('<!-- preload -->', preload.join('\n    '))
    .replaceAll('/src/styles/main.css', of('src/styles/main.css'))
    .replaceAll('/src/main.ts', main)
    .replaceAll('/src/worker.ts', of('node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'));
  await writeFile(path.join(fresh, 'index.html'), html);
}

/** The page of a static site, its addresses relative, and the list of the files that it needs. */
async function staticPage(metafile) {
  const outputs = Object.entries(metafile.outputs);
  const of = (entry) => outputs.find(([, o]) => o.entryPoint === entry)[0].replace(/^\.dist-new\//, '');
  const needed = new Set();
  const visit = (key) => {
    const name = key.replace(/^\.dist-new\//, '');
    if (needed.has(name) || !metafile.outputs[key]) return;
    needed.add(name);
    for (const i of metafile.outputs[key].imports) visit(i.path);
  };
  const worker = 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs';
  for (const entry of ['src/static.ts', worker, 'src/styles/static.css']) visit(`.dist-new/${of(entry)}`);
  const html = (await readFile(path.join(root, 'src/static.html'), 'utf8'))
    .replace('/src/styles/static.css', of('src/styles/static.css'))
    .replace('/src/static.ts', of('src/static.ts'))
    .replace('/src/worker.ts', of(worker));
  await writeFile(path.join(fresh, 'static.html'), html);
  await writeFile(path.join(fresh, 'static.json'), JSON.stringify([...needed].sort()));
}

/** Text files are kept in brotli alone: the server makes the other encodings of it once, and the binary stays small. */
async function compress() {
  const sizes = [];
  for (const entry of await readdir(fresh, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(file);
    const gz = gzipSync(bytes, { level: 9 });
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    await writeFile(`${file}.br`, brotliCompressSync(bytes, quality));
    if (entry.name !== 'index.html') await rm(file);
    sizes.push([path.relative(fresh, file), bytes.length, gz.length]);
  }
  return sizes.sort((a, b) => b[2] - a[2]);
}

function report(sizes, metafile) {
  const first = new Set(['index.html']);
  const visit = (name) => {
    const key = `.dist-new/${name}`;
    if (first.has(name) || !metafile.outputs[key]) return;
    first.add(name);
    for (const i of metafile.outputs[key].imports)
      if (i.kind === 'import-statement') visit(i.path.replace(/^\.dist-new\//, ''));
  };
  for (const [key, o] of Object.entries(metafile.outputs))
    if (o.entryPoint) {
      if (/src\/main\.ts|maplibre-gl-worker|main\.css/.test(o.entryPoint)) visit(key.replace(/^\.dist-new\//, ''));
    }
  for (const [name, raw, gz] of sizes)
    console.log(
      `${first.has(name) ? '*' : ' '} ${(gz / 1024).toFixed(1).padStart(7)} KB gzip ${(raw / 1024).toFixed(1).padStart(8)} KB  ${name}`,
    );
  const page = sizes.filter(([name]) => first.has(name)).reduce((sum, [, , gz]) => sum + gz, 0);
  console.log(`first page (*): ${(page / 1024).toFixed(1)} KB gzip, without fonts`);
  return page;
}

await begin();
await copyFonts();
await cp(path.join(root, 'src/public'), fresh, { recursive: true });
const { metafile } = await bundle();
await page(metafile);
await staticPage(metafile);
const weight = report(await compress(), metafile);
if (weight > 600 * 1024) {
  console.error('first page is heavier than its budget of 600 KB gzip; the last build stays');
  process.exit(1);
}
const stamp = createHash('sha256')
  .update(await readFile(path.join(fresh, 'index.html')))
  .digest('hex')
  .slice(0, 12);
await swap();
console.log(`dist ${stamp}`);
