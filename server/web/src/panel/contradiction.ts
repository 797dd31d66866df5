// What other reports make of a claim: those that contradict it stand beside it, those that say the same are named.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { reason } from '../i18n/reasons.ts';
import { day, quantity } from '../words.ts';
import { type Claim, grade, type Link } from './claimdata.ts';
import { claimLine } from './claimtext.ts';
import { quotes } from './quote.ts';

const side = (app: App, c: Claim, why = ''): HTMLElement =>
  h(
    'div',
    { class: 'side', 'data-claim': c.id },
    h('strong', {}, c.value ? quantity(c.value) : claimLine(c)),
    h('small', { dir: 'auto' }, [day(c.validFrom), c.attribution, grade(c)].filter(Boolean).join(' · ')),
    ...quotes(app, c.evidence).slice(0, 1),
    why !== '' && h('small', { dir: 'auto' }, reason(why)),
  );

/** The links of one kind, once for each claim, without the claims that stand here themselves. */
function linked(mine: readonly Claim[], kind: Link['kind']): Link[] {
  const own = new Set(mine.map((c) => c.id));
  const all = mine.flatMap((c) => c.links).filter((l) => l.kind === kind && !own.has(l.claim.id));
  return [...new Map(all.map((l) => [l.claim.id, l])).values()];
}

/** What a claim and its contradictions stand on, whichever of them is asked. */
const dispute = (c: Claim): string => [c.id, ...linked([c], 'contradicts').map((l) => l.claim.id)].sort().join(' ');

/** Each dispute once: the first claim of it, as the server names its contradictions; it says what contradicts, not we. */
function disputes(mine: readonly Claim[]): Claim[] {
  const told = mine.filter((c) => c.links.some((l) => l.kind === 'contradicts'));
  return [...new Map(told.map((c) => [dispute(c), c] as const).reverse()).values()].reverse();
}

/** The claims that disagree, side by side: also those of one thing among themselves. */
export const contradiction = (app: App, mine: readonly Claim[]): HTMLElement[] =>
  disputes(mine)
    .slice(0, 3)
    .map((c) => sides(app, linked([c], 'contradicts'), side(app, c)));

/** Where the claim itself stands above already: only what contradicts it. */
export const against = (app: App, c: Claim): HTMLElement | null => {
  const others = linked([c], 'contradicts');
  return others.length === 0 ? null : sides(app, others);
};

function sides(app: App, others: readonly Link[], own: HTMLElement | null = null): HTMLElement {
  return h(
    'section',
    { class: 'contradiction' },
    h('h3', {}, t('contradiction.title')),
    h('p', { class: 'muted' }, t('contradiction.note')),
    h('div', { class: 'sides' }, ...(own ? [own] : []), ...others.slice(0, 3).map((l) => side(app, l.claim, l.why))),
    others.length > 3 && h('p', { class: 'muted' }, t('thing.more', { n: others.length - 3 })),
  );
}

/** Who else says it, and whether that is a source of its own: three reprints of one wire are one source. */
export function support(app: App, mine: readonly Claim[]): HTMLElement | null {
  const links = linked(mine, 'supports');
  if (links.length === 0) return null;
  const line = (l: Link): HTMLElement =>
    h(
      'li',
      {},
      h('span', { class: 'tag' }, t(l.independent ? 'support.independent' : 'support.same')),
      ...quotes(app, l.claim.evidence).slice(0, 1),
    );
  return h(
    'section',
    { class: 'support' },
    h('h3', {}, t('support.title')),
    h('ul', {}, ...links.slice(0, 6).map(line)),
    links.length > 6 && h('p', { class: 'muted' }, t('thing.more', { n: links.length - 6 })),
  );
}
