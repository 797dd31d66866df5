// Where a claim can be merged into: first what other reports say of the same, then its neighbours in the queue.
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import type { Claim, Link } from '../panel/claimdata.ts';
import { claimLine } from '../panel/claimtext.ts';
import { act } from './act.ts';
import type { Queue } from './queue.ts';

/** How many claims are offered; the digits 1 to 9 choose among them. */
const most = 9;

/** Claims of the same kind that could say the same, the likeliest first: other reports', of the same place, of the same actor. */
export function targets(q: Queue, c: Claim, links: readonly Link[]): Claim[] {
  const same = links.filter((l) => l.kind === 'supports').map((l) => l.claim);
  const places = new Set(c.places.map((p) => p.id || p.name));
  const nearness = (x: Claim): number =>
    2 * Number(x.places.some((p) => places.has(p.id || p.name))) + Number(x.actor === c.actor);
  const kin = q.claims
    .filter((x) => x.id !== c.id && x.kind === c.kind && x.state === 'pending' && nearness(x) > 0)
    .sort((a, b) => nearness(b) - nearness(a));
  return [...new Map([...same, ...kin].map((x) => [x.id, x])).values()].slice(0, most);
}

export function mergeForm(q: Queue, c: Claim, links: readonly Link[], signal: AbortSignal): HTMLElement {
  const offered = targets(q, c, links);
  const merge = (x: Claim | undefined): void => {
    if (x) void act(q, [{ action: 'merge', into: x.id }]);
  };
  const onKey = (e: KeyboardEvent): void => {
    if (/^[1-9]$/.test(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey) merge(offered[Number(e.key) - 1]);
  };
  document.addEventListener('keydown', onKey, { signal });
  const line = (x: Claim): HTMLElement =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'candidate', onclick: () => merge(x), 'data-claim': x.id },
        h('b', {}, claimLine(x)),
        h(
          'span',
          { class: 'muted', dir: 'auto' },
          [x.evidence[0]?.publisher, term('state', x.state), x.evidence[0]?.exact].filter(Boolean).join(' · '),
        ),
      ),
    );
  return h(
    'div',
    { class: 'form merging' },
    h('p', { class: 'muted' }, t(offered.length > 0 ? 'review.mergeinto' : 'review.mergenone')),
    h('ol', { class: 'candidates' }, ...offered.map(line)),
  );
}
