// The sentence of a claim in the words around it: what the claim rests on marked, the place names with their reasons.
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { isObject, type Json, list, number, object, text } from '../json.ts';
import type { Claim } from '../panel/claimdata.ts';
import { cut, slice } from '../panel/highlight.ts';
import { mentionBox } from '../panel/mention.ts';

interface Read {
  readonly text: string;
  readonly language: string;
  readonly mentions: readonly Json[];
}

export interface Sentence {
  readonly start: number;
  readonly end: number;
}

export interface Sentences {
  /** Reads the claim's report, once; afterwards `of` knows its sentences. */
  load(c: Claim): Promise<void>;
  /** The sentence of a claim, null where its report is not read yet or cannot be. */
  of(c: Claim): Sentence | null;
  /** The claim's sentence marked up; null as in `of`. */
  node(app: App, c: Claim): HTMLElement | null;
}

export function openSentences(): Sentences {
  const reports = new Map<string, Promise<void>>();
  const read = new Map<string, Read>();
  const key = (c: Claim): string => c.evidence[0]?.report ?? '';
  const fetchOne = async (id: string): Promise<void> => {
    const answer = object(await ask(`/reports/${encodeURIComponent(id)}`).catch(() => ({})));
    const report = isObject(answer.report) ? answer.report : answer;
    const mentions = list(answer.mentions).map(object);
    if (text(report.text) !== '') read.set(id, { text: text(report.text), language: text(report.language), mentions });
  };
  const of = (c: Claim): Sentence | null => {
    const r = read.get(key(c));
    return r ? sentenceOf(r, c) : null;
  };
  return {
    of,
    load(c) {
      const id = key(c);
      const known = reports.get(id) ?? fetchOne(id);
      reports.set(id, known);
      return known;
    },
    node(app, c) {
      const r = read.get(key(c));
      return r ? marked(app, r, c, sentenceOf(r, c)) : null;
    },
  };
}

/** The sentence as the parser cut it, wide enough for all evidence that touches it. */
function sentenceOf(r: Read, c: Claim): Sentence {
  const e = c.evidence[0] ?? { start: 0, end: 0 };
  const spans = r.mentions
    .map((m) => object(m.sentence))
    .map((s) => ({ start: number(s.start) ?? 0, end: number(s.end) ?? 0 }))
    .filter((s) => s.start < e.end && s.end > e.start);
  return { start: Math.min(e.start, ...spans.map((s) => s.start)), end: Math.max(e.end, ...spans.map((s) => s.end)) };
}

function marked(app: App, r: Read, c: Claim, s: Sentence): HTMLElement {
  const from = (n: number): number => n - s.start;
  const spans = [
    ...c.evidence.map((e) => ({ start: Math.max(0, from(e.start)), end: from(e.end), name: 'aim' })),
    ...r.mentions.map((m, i) => ({ start: from(number(m.start) ?? 0), end: from(number(m.end) ?? 0), name: `m${i}` })),
  ];
  const reasons = h('div', { class: 'inline-detail', 'aria-live': 'polite' });
  const pieces = cut(slice(r.text, s.start, s.end), spans).map((p) => {
    const aim = p.names.includes('aim') ? 'aim' : '';
    const m = r.mentions[Number(p.names.find((n) => n.startsWith('m'))?.slice(1) ?? -1)];
    if (m) {
      const open = (): void => reasons.replaceChildren(mentionBox(app, m));
      return h('button', { type: 'button', class: `mention ${aim}`, onclick: open }, p.text);
    }
    return aim === '' ? document.createTextNode(p.text) : h('mark', { class: aim }, p.text);
  });
  return h(
    'div',
    {},
    h('blockquote', { dir: 'auto', lang: r.language || null, class: 'sentence' }, ...pieces),
    reasons,
  );
}
