// Who said what is on the picture: publishers with their days, once each.
import type { App } from '../app.ts';
import { inView } from '../map/view.ts';
import { day } from '../words.ts';

/** "River Post, 16 Jun 2014", in the order of publisher and day. */
export function sourceNames(app: App): string[] {
  const names = new Map<string, string>();
  for (const x of inView(app))
    for (const e of x.evidence) {
      const words = [e.publisher, day(e.published)].filter(Boolean).join(', ');
      if (words !== '') names.set(`${e.publisher} ${e.published.slice(0, 10)}`, words);
    }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, words]) => words);
}
