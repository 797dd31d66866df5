// A report's text with the sentences that carry claims and the place names that were read in it.
import { ask } from '../api.ts';
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { isObject, type Json, list, number, object, strings, text } from '../json.ts';
import { move } from '../map/create.ts';
import { day, percent } from '../words.ts';
import { claimCard } from './claim.ts';
import { type Claim, claim, source, sourced } from './claimdata.ts';
import { cut, type Piece, type Span } from './highlight.ts';

interface Target {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

function target(args: string): Target {
  const [, id = args, start = '0', end = '0'] = /^(.*):(\d+)-(\d+)$/.exec(args) ?? [];
  return { id, start: Number(start), end: Number(end) };
}

const spansOf = (mentions: readonly Json[], claims: readonly Claim[], aim: Target): Span[] => [
  ...claims.flatMap((c, i) => c.evidence.map((e) => ({ start: e.start, end: e.end, name: `c${i}` }))),
  ...mentions.map((m, i) => ({ start: number(m.start) ?? 0, end: number(m.end) ?? 0, name: `m${i}` })),
  { start: aim.start, end: aim.end, name: 'aim' },
];

function pieceNode(piece: Piece, onMention: (i: number) => void, onClaim: (i: number) => void): Node {
  const mention = piece.names.find((n) => n.startsWith('m'));
  const said = piece.names.filter((n) => n.startsWith('c'));
  const classes = [said.length > 0 && 'said', piece.names.includes('aim') && 'aim'].filter(Boolean).join(' ');
  if (mention) {
    const open = (): void => onMention(Number(mention.slice(1)));
    return h('button', { type: 'button', class: `mention ${classes}`, onclick: open }, piece.text);
  }
  if (classes === '') return document.createTextNode(piece.text);
  const first = said[0];
  return h('mark', { class: classes, ...(first && { onclick: () => onClaim(Number(first.slice(1))) }) }, piece.text);
}

/** Why the geoparser put a name where it did, and where else it might be. */
export function mentionBox(app: App, m: Json): HTMLElement {
  const where = object(m.place);
  const go = (p: Json) => (): void =>
    move(app.map, [number(p.lon) ?? 0, number(p.lat) ?? 0], Math.max(app.map.getZoom(), 7));
  const other = list(m.candidates)
    .map(object)
    .filter((c) => text(c.id) !== text(where.id))
    .slice(0, 5);
  const line = (p: Json): HTMLElement =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'link', onclick: go(p), dir: 'auto' },
        `${text(p.name)}, ${text(p.country)}`,
      ),
      ` ${percent(number(p.score))}`,
    );
  return h(
    'div',
    { class: 'mentionbox', role: 'region', 'aria-label': text(m.text) },
    h('h3', { dir: 'auto' }, text(m.text), h('small', {}, term('role', text(m.role)))),
    isObject(m.place)
      ? h(
          'p',
          {},
          h('button', { type: 'button', class: 'link', onclick: go(where) }, text(where.name)),
          ` ${text(where.country)} · ${percent(number(m.confidence))}`,
        )
      : h('p', { class: 'muted' }, t('mention.unplaced')),
    strings(m.reasons).length > 0 &&
      h('ul', { class: 'reasons' }, ...strings(m.reasons).map((r) => h('li', { dir: 'auto' }, r))),
    other.length > 0 && h('h4', {}, t('mention.others')),
    h('ul', {}, ...other.map(line)),
  );
}

function body(app: App, full: string, mentions: Json[], claims: Claim[], aim: Target): HTMLElement {
  const detail = h('div', { class: 'detail', 'aria-live': 'polite' });
  const onMention = (i: number): void => {
    const m = mentions[i];
    if (!m) return;
    detail.replaceChildren(mentionBox(app, m));
    const p = object(m.place);
    if (number(p.lon) !== null) move(app.map, [number(p.lon) ?? 0, number(p.lat) ?? 0], Math.max(app.map.getZoom(), 7));
  };
  const onClaim = (i: number): void => {
    const c = claims[i];
    if (!c) return;
    detail.replaceChildren(claimCard(app, c, true));
    const p = c.places.find((x) => x.lon !== null);
    if (p) move(app.map, [p.lon ?? 0, p.lat ?? 0], Math.max(app.map.getZoom(), 7));
  };
  const pieces = cut(full, spansOf(mentions, claims, aim)).map((p) => pieceNode(p, onMention, onClaim));
  return h('div', { class: 'reader' }, h('div', { class: 'text', dir: 'auto', tabindex: '0' }, ...pieces), detail);
}

export const reportView: View = async (app, args, signal) => {
  const aim = target(args);
  const { profile } = app.store.get();
  const answer = object(
    await ask(`/reports/${encodeURIComponent(aim.id)}${profile === '' ? '' : `?profile=${profile}`}`, { signal }),
  );
  const report = isObject(answer.report) ? answer.report : answer;
  const mentions = list(answer.mentions ?? report.mentions).map(object);
  const claims = list(answer.claims ?? report.claims).map((c) => sourced(claim(c), [source(report)]));
  const view = h(
    'article',
    { class: 'report', 'data-report': aim.id },
    h('p', { class: 'kicker' }, t('report.title')),
    h('h2', { dir: 'auto' }, text(report.title) || t('report.untitled')),
    h(
      'p',
      { class: 'muted', dir: 'auto' },
      [text(report.publisher), day(text(report.published)), text(report.url)].filter(Boolean).join(' · '),
    ),
    h('p', { class: 'muted' }, t('report.counts', { mentions: mentions.length, claims: claims.length })),
    body(app, text(report.text), mentions, claims, aim),
  );
  requestAnimationFrame(() => view.querySelector('.aim')?.scrollIntoView({ block: 'center' }));
  return view;
};
