// A report's text with the sentences that carry claims and the place names that were read in it.
import { ask } from '../api.ts';
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { isObject, type Json, list, number, object, text } from '../json.ts';
import { pin, unpinAt } from '../map/pins.ts';
import { mayReview } from '../session.ts';
import { day } from '../words.ts';
import { claimCard, pinsOf } from './claim.ts';
import { type Claim, claim } from './claimdata.ts';
import { cut, type Piece, type Span } from './highlight.ts';
import { mentionBox, showPlace } from './mention.ts';
import { source, sourced } from './source.ts';

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
  if (!first) return h('mark', { class: classes }, piece.text);
  const open = (): void => onClaim(Number(first.slice(1)));
  return h('button', { type: 'button', class: `sentence-part ${classes}`, onclick: open }, piece.text);
}

function body(app: App, report: Json, mentions: Json[], claims: Claim[], aim: Target): HTMLElement {
  const detail = h('div', { class: 'detail', 'aria-live': 'polite' });
  const onMention = (i: number): void => {
    const m = mentions[i];
    if (!m) return;
    detail.replaceChildren(mentionBox(app, m));
    showPlace(app, object(m.place));
  };
  const onClaim = (i: number): void => {
    const c = claims[i];
    if (!c) return;
    detail.replaceChildren(claimCard(app, c, true));
    pin(app, pinsOf(c));
  };
  const pieces = cut(text(report.text), spansOf(mentions, claims, aim)).map((p) => pieceNode(p, onMention, onClaim));
  const lang = text(report.language) || null;
  return h('div', { class: 'reader' }, h('div', { class: 'text', dir: 'auto', lang }, ...pieces), detail);
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
  const waiting = claims.filter((c) => c.state === 'pending').length;
  const review = (): void => app.open(`review/report:${aim.id}`);
  unpinAt(app, signal);
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
    waiting > 0 &&
      mayReview() &&
      h('button', { type: 'button', class: 'to-review', onclick: review }, t('report.review', { n: waiting })),
    body(app, report, mentions, claims, aim),
  );
  requestAnimationFrame(() => view.querySelector('.aim')?.scrollIntoView({ block: 'center' }));
  return view;
};
