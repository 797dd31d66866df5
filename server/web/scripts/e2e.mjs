// Runs the browser tests one after the other: they share one machine's graphics.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const chrome = process.env.CHROME ?? '/usr/bin/chromium';
if (!existsSync(chrome)) {
  console.error(`no browser at ${chrome}: install chromium, or name one in CHROME`);
  process.exit(1);
}
const args = ['--test', '--test-concurrency=1', 'test/e2e/all.test.mjs', ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1);
