// Bundles each test under test/unit (Node 20 reads no TypeScript) and runs them all with node:test.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const out = await mkdtemp(path.join(root, 'node_modules', '.unit-'));
const names = (await readdir(path.join(root, 'test/unit'))).filter((n) => n.endsWith('.test.ts'));
await esbuild.build({
  absWorkingDir: root,
  entryPoints: names.map((n) => `test/unit/${n}`),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const files = names.map((n) => path.join(out, n.replace(/\.ts$/, '.mjs')));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { stdio: 'inherit' });
await rm(out, { recursive: true });
process.exit(status ?? 1);
