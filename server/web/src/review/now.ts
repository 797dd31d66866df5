// The claim in hand: its line, its sentence, what other reports make of it, and what can be done.
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import type { Json } from '../json.ts';
import { checkBox, claimFacts, readClaim, stateTag } from '../panel/claim.ts';
import type { Claim, Link } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { against, support } from '../panel/contradiction.ts';
import { quotes } from '../panel/quote.ts';
import { act, keep } from './act.ts';
import { correctionForm } from './correct.ts';
import { buttons, together } from './deeds.ts';
import { embargoForm } from './embargo.ts';
import { mergeForm } from './merge.ts';
import type { Queue } from './queue.ts';
import { splitForm } from './split.ts';

/** Draws the claim in hand. What must be asked for first comes in when it is there, as long as the signal stands. */
export function nowBox(q: Queue, c: Claim, signal: AbortSignal): HTMLElement {
  const words = h('div', { class: 'words' }, ...quotes(q.app, c.evidence));
  const others = h('div', { class: 'others' });
  const batch = h('div', {});
  const forms = h('div', {}, q.form === 'merge' ? null : form(q, c, [], signal));
  void q.sentences.load(c).then(() => {
    if (signal.aborted) return;
    const sentence = q.sentences.node(q.app, c);
    if (sentence) fill(words, sentence, source(q, c));
    fill(batch, q.form === '' && together(q));
  });
  void readClaim(q.app, c.id, signal)
    .then((full) => {
      if (signal.aborted) return;
      const mine = { ...full, evidence: c.evidence };
      fill(others, against(q.app, mine), support(q.app, [mine]));
      if (q.form === 'merge') fill(forms, form(q, c, full.links, signal));
    })
    .catch(() => {
      if (!signal.aborted && q.form === 'merge') fill(forms, form(q, c, [], signal));
    });
  return h(
    'div',
    { class: 'now', 'data-claim': c.id },
    h('h3', { tabindex: '-1' }, claimLine(c), ' ', stateTag(c.state)),
    takenLine(q, c),
    words,
    checkBox(c.check),
    claimFacts(c),
    buttons(q, c),
    batch,
    forms,
    others,
  );
}

const source = (q: Queue, c: Claim): HTMLElement | null =>
  quotes(q.app, c.evidence.slice(0, 1))[0]?.querySelector('figcaption') ?? null;

function takenLine(q: Queue, c: Claim): HTMLElement | null {
  const taken = q.taken.get(c.id);
  if (!taken) return null;
  const words = t('review.taken', { who: taken.who || '?', state: term('state', taken.state) });
  return h('p', { class: 'conflict', role: 'alert' }, words);
}

function form(q: Queue, c: Claim, links: readonly Link[], signal: AbortSignal): HTMLElement | null {
  switch (q.form) {
    case '':
      return null;
    case 'merge':
      return mergeForm(q, c, links, signal);
    case 'split':
      return splitForm(q, c);
    case 'embargo':
      return embargoForm(q);
    case 'correct':
      return correctionForm(q.app, c, (correction, reason, accept) => save(q, correction, reason, accept), signal);
  }
}

/** Corrects, and accepts what was corrected where the reviewer says so. */
function save(q: Queue, correction: Json, reason: string, accept: boolean): void {
  const corrected = { action: 'correct', correction, ...(reason !== '' && { reason }) } as const;
  if (Object.keys(correction).length === 0) {
    if (accept) void act(q, [{ action: 'accept', ...(reason !== '' && { reason }) }]);
    return;
  }
  if (accept) void act(q, [corrected, { action: 'accept' }]);
  else void keep(q, corrected);
}
