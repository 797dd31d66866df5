// The modules of the page import one way: no ring of imports, and reading never loads what only reviewers need.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const src = path.resolve('src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((n) => n.endsWith('.ts'));

/** The modules that a module loads with itself; types and what loads later do not count. */
function imports(file: string): string[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const found = text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gms);
  return [...found].map((m) => path.join(path.dirname(file), m[1] ?? ''));
}

const graph = new Map(files.map((f) => [f, imports(f)]));

test('no ring of imports', () => {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): void => {
    assert.ok(!trail.includes(file), [...trail, file].join(' → '));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test('reading loads nothing of reviewing, adding, comparing, measuring and taking away', () => {
  const loaded = new Set<string>();
  const visit = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const next of graph.get(file) ?? []) visit(next);
  };
  visit('main.ts');
  const later = ['review/', 'share/', 'measure/', 'compare/swipe.ts', 'compare/changes.ts', 'i18n/ar.ts'];
  assert.deepEqual(
    [...loaded].filter((f) => later.some((l) => f.startsWith(l))),
    [],
  );
});
