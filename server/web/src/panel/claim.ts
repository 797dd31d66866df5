// One claim in full: who says it, how sure, what was measured, what reviewers did.
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { list, object, text } from '../json.ts';
import { day, distance, moment, percent, quantity } from '../words.ts';
import { type Check, type Claim, claim, grade } from './claimdata.ts';
import { claimLine } from './claimtext.ts';
import { quotes } from './quote.ts';

/** Reads a claim as known on the map's known day. */
export async function readClaim(app: App, id: string, signal: AbortSignal): Promise<Claim> {
  const { known, profile } = app.store.get();
  const q = new URLSearchParams();
  if (known !== '') q.set('known', `${known}T23:59:59Z`);
  if (profile !== '') q.set('profile', profile);
  return claim(await ask(`/claims/${encodeURIComponent(id)}?${q}`, { signal }));
}

const row = (name: string, value: string | Node): Node[] =>
  value === '' ? [] : [h('dt', {}, name), h('dd', { dir: 'auto' }, value)];

/** How many independent sources say it, and how many say otherwise. */
const sources = (c: Claim): string =>
  c.sources === null ? '' : t('claim.witnesses', { n: c.sources, against: c.against ?? 0 });

/** The facts of a claim as a list of terms. */
export function claimFacts(c: Claim): HTMLElement {
  const said = [c.attribution, c.via && t('claim.via', { who: c.via })].filter(Boolean).join(' · ');
  const sure = [grade(c) && t('claim.grade', { grade: grade(c) }), percent(c.confidence)].filter(Boolean).join(' · ');
  const when = [day(c.validFrom), c.validTo === '' ? '' : day(c.validTo)].filter(Boolean).join(' – ');
  return h(
    'dl',
    { class: 'facts' },
    ...row(t('claim.says'), said),
    ...row(t('claim.modality'), term('modality', c.modality)),
    ...row(t('claim.valid'), when),
    ...row(t('claim.value'), c.value ? quantity(c.value) : ''),
    ...row(t('claim.raw'), c.value?.raw ? `“${c.value.raw}”` : ''),
    ...row(t('claim.group'), c.group),
    ...row(t('claim.sure'), sure),
    ...row(t('claim.sources'), sources(c)),
    ...row(t('claim.rule'), c.rule),
  );
}

/** Stated beside measured: a reader sees both, and whether they agree. */
export function checkBox(check: Check | null): HTMLElement | null {
  if (!check) return null;
  const verdict = check.consistent ? t('check.agrees') : t('check.differs');
  const sides: [string, number | null][] = [
    [t('check.stated'), check.statedKm],
    [t('check.measured'), check.measuredKm],
  ];
  return h(
    'div',
    { class: check.consistent ? 'check good' : 'check bad', role: 'note' },
    h('strong', {}, `${check.consistent ? '✓' : '≠'} ${verdict}`),
    ...sides.map(([name, km]) => h('span', {}, h('i', {}, name), km === null ? '–' : distance(km))),
    check.why !== '' && h('small', { dir: 'auto' }, check.why),
  );
}

export const stateTag = (state: string): HTMLElement =>
  h('span', { class: `tag state-${state}` }, term('state', state));

/** What reviewers did to a claim, oldest first. */
export async function history(id: string, signal: AbortSignal): Promise<HTMLElement | null> {
  const body = await ask(`/claims/${encodeURIComponent(id)}/history`, { signal }).catch(() => null);
  const reviews = (Array.isArray(body) ? body : [...list(object(body).history), ...list(object(body).reviews)]).map(
    object,
  );
  if (reviews.length === 0) return null;
  const line = (r: Record<string, unknown>): HTMLElement =>
    h(
      'li',
      {},
      h('b', {}, term('action', text(r.action))),
      ` ${text(r.author)}, `,
      h('time', { datetime: text(r.at) }, moment(text(r.at))),
      text(r.reason) !== '' && h('q', { dir: 'auto' }, text(r.reason)),
    );
  return h('ol', { class: 'history' }, ...reviews.map(line));
}

/** A claim folded to its line; open it shows all. */
export function claimCard(app: App, c: Claim, open: boolean): HTMLElement {
  const past = h('div', {}, t('busy'));
  const load = async (event: Event): Promise<void> => {
    if (!(event.currentTarget instanceof HTMLDetailsElement) || !event.currentTarget.open || past.dataset.done) return;
    past.dataset.done = 'yes';
    past.replaceChildren(
      (await history(c.id, new AbortController().signal)) ?? h('p', { class: 'muted' }, t('history.none')),
    );
  };
  return h(
    'details',
    { class: 'claim', open, 'data-claim': c.id, ontoggle: (e) => void load(e) },
    h('summary', {}, h('span', { dir: 'auto' }, claimLine(c)), stateTag(c.state)),
    claimFacts(c),
    checkBox(c.check),
    ...quotes(app, c.evidence),
    h('h4', {}, t('history.title')),
    past,
  );
}
