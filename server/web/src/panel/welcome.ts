// What stands in the side region while nothing is chosen: what the day says, newest first, and how to go on.

import { items, query } from '../api.ts';
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import type { Thing } from '../feature.ts';
import { t } from '../i18n/i18n.ts';
import { number, text } from '../json.ts';
import { day } from '../words.ts';
import { saying, thingPath, title } from './thing.ts';

const weight = (x: Thing): number =>
  ({ control: 3, flows: 4, displaced: 4, frontlines: 2, forces: 2, events: 1 })[x.collection as 'control'] ?? 0;

function headlines(app: App): HTMLElement[] {
  const best = app
    .shown()
    .filter((x) => weight(x) > 0)
    .sort(
      (a, b) =>
        (text(b.props.since) || b.validFrom).localeCompare(text(a.props.since) || a.validFrom) || weight(b) - weight(a),
    );
  // Two reports of one movement are two things on the map, but one line of news.
  const once = [...new Map(best.map((x) => [`${title(x)} ${saying(x)}`, x])).values()];
  return once
    .slice(0, 8)
    .map((x) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'headline', onclick: () => app.open(thingPath(x)) },
          h('b', { dir: 'auto' }, title(x)),
          h('span', { dir: 'auto' }, saying(x)),
        ),
      ),
    );
}

async function reports(app: App, signal: AbortSignal): Promise<HTMLElement[]> {
  const page = await items('reports', query('reports', app.store.get(), app.valid()), 50, signal).catch(() => null);
  return (page?.things ?? [])
    .slice(-6)
    .reverse()
    .map((r) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'headline', onclick: () => app.open(`report/${r.id}`) },
          h('b', { dir: 'auto' }, text(r.props.title) || t('report.untitled')),
          h(
            'span',
            { dir: 'auto' },
            [
              text(r.props.publisher),
              day(text(r.props.published)),
              `${number(r.props.claim_count) ?? r.claims.length} ${t('unit.claims')}`,
            ]
              .filter(Boolean)
              .join(' · '),
          ),
        ),
      ),
    );
}

export const welcomeView: View = async (app, _args, signal) => {
  const sources = await reports(app, signal);
  return h(
    'article',
    { class: 'welcome' },
    h('h2', {}, day(app.valid()) || t('app.name')),
    h('p', { class: 'muted' }, t('welcome.note')),
    h('ul', { class: 'headlines' }, ...headlines(app)),
    sources.length > 0 && h('h3', {}, t('welcome.reports')),
    h('ul', { class: 'headlines' }, ...sources),
  );
};
