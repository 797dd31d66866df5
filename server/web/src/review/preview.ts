// What was read in a text: its claims, and its place names with their reasons, in the text and on the map.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { reason } from '../i18n/reasons.ts';
import { type Json, list, number, object, strings, text } from '../json.ts';
import { type Pin, pin } from '../map/pins.ts';
import { claimCard, pinsOf } from '../panel/claim.ts';
import { claim } from '../panel/claimdata.ts';
import { cut } from '../panel/highlight.ts';
import { mentionBox, showPlace } from '../panel/mention.ts';
import { source, sourced } from '../panel/source.ts';

/** The text with what was read in it, before anything is kept. */
export function preview(app: App, full: string, answer: Json): HTMLElement {
  const report = object(answer.report);
  const mentions = list(answer.mentions).map(object);
  const claims = list(answer.claims).map((c) => sourced(claim(c), [source(report)]));
  const detail = h('div', { class: 'detail', 'aria-live': 'polite' });
  const spans = [
    ...mentions.map((m, i) => ({ start: number(m.start) ?? 0, end: number(m.end) ?? 0, name: `m${i}` })),
    ...claims.flatMap((c) => c.evidence.map((e) => ({ start: e.start, end: e.end, name: 'said' }))),
  ];
  const open = (m: Json) => (): void => {
    detail.replaceChildren(mentionBox(app, m));
    showPlace(app, object(m.place));
  };
  const pieces = cut(full, spans).map((p) => {
    const m = mentions[Number(p.names.find((n) => n.startsWith('m'))?.slice(1) ?? -1)];
    const said = p.names.includes('said') ? 'said' : '';
    if (m) return h('button', { type: 'button', class: `mention ${said}`, onclick: open(m) }, p.text);
    return said ? h('mark', {}, p.text) : document.createTextNode(p.text);
  });
  pin(app, [...new Map(claims.flatMap(pinsOf).map((p: Pin) => [`${p.lon} ${p.lat}`, p])).values()]);
  return h(
    'section',
    { class: 'preview' },
    h(
      'h3',
      { role: 'status' },
      claims.length > 0 ? t('add.found', { mentions: mentions.length, claims: claims.length }) : t('add.nothing'),
    ),
    ...strings(report.warnings).map((w) => h('p', { class: 'warning', dir: 'auto' }, reason(w))),
    ...claims.map((c) => claimCard(app, c, false)),
    h(
      'div',
      { class: 'reader' },
      h('div', { class: 'text', dir: 'auto', lang: text(report.language) || null }, ...pieces),
      detail,
    ),
  );
}
