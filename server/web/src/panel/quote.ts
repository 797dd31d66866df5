// A quote with who published it and when, that opens its report at the sentence.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import type { Evidence } from '../feature.ts';
import { t } from '../i18n/i18n.ts';
import { day } from '../words.ts';

export const reportPath = (e: Evidence): string => `report/${e.report}:${e.start}-${e.end}`;

export function quote(app: App, e: Evidence): HTMLElement {
  const open = (): void => app.open(reportPath(e));
  return h(
    'figure',
    { class: 'quote' },
    h('blockquote', { dir: 'auto' }, e.exact),
    h(
      'figcaption',
      {},
      h('bdi', {}, e.publisher || t('source.unnamed')),
      e.published === '' ? ' ' : ` · ${day(e.published)} `,
      h('button', { type: 'button', class: 'link', onclick: open }, t('report.open')),
    ),
  );
}

/** Quotes without repeats: two claims of one sentence show it once. */
export function quotes(app: App, all: readonly Evidence[]): HTMLElement[] {
  const seen = new Map(all.map((e) => [`${e.report}:${e.start}-${e.end}`, e]));
  return [...seen.values()].sort((a, b) => (a.published < b.published ? 1 : -1)).map((e) => quote(app, e));
}
