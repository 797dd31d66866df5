// One claim in full: who says it, how sure, what was measured, what reviewers did.
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { isolate, t, term } from '../i18n/i18n.ts';
import { reason } from '../i18n/reasons.ts';
import { type Pin, pin } from '../map/pins.ts';
import { mayReview } from '../session.ts';
import { all } from '../situation.ts';
import { day, distance, percent, quantity } from '../words.ts';
import { type Check, type Claim, claim, grade } from './claimdata.ts';
import { claimLine } from './claimtext.ts';
import { history } from './history.ts';
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
  value === '' ? [] : [h('dt', {}, name), h('dd', {}, value)];

/** How many independent sources say it, and how many say otherwise. */
const sources = (c: Claim): string =>
  c.sources === null ? '' : t('claim.witnesses', { n: c.sources, against: c.against ?? 0 });

/** The facts of a claim as a list of terms. */
export function claimFacts(c: Claim): HTMLElement {
  const said = [isolate(c.attribution), c.via && t('claim.via', { who: isolate(c.via) })].filter(Boolean).join(' · ');
  const sure = [grade(c) && t('claim.grade', { grade: isolate(grade(c)) }), percent(c.confidence)]
    .filter(Boolean)
    .join(' · ');
  const when = [day(c.validFrom), c.validTo === '' ? '' : day(c.validTo)].filter(Boolean).join(' – ');
  return h(
    'dl',
    { class: 'facts' },
    ...row(t('claim.says'), said),
    ...row(t('claim.modality'), term('modality', c.modality)),
    ...row(t('claim.valid'), when),
    ...row(t('claim.value'), c.value ? quantity(c.value) : ''),
    ...row(t('claim.raw'), c.value?.raw ? isolate(`“${c.value.raw}”`) : ''),
    ...row(t('claim.group'), isolate(c.group)),
    ...row(t('claim.sure'), sure),
    ...row(t('claim.sources'), sources(c)),
    ...row(t('claim.rule'), isolate(c.rule)),
    ...row(t('claim.held'), c.embargoUntil === '' ? '' : day(c.embargoUntil)),
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
    check.why !== '' && h('small', { dir: 'auto' }, reason(check.why)),
  );
}

export const stateTag = (state: string): HTMLElement =>
  h('span', { class: `tag state-${state}` }, term('state', state));

/** From a claim to what stands on the map for it, or to where it says; and on to its review. */
function actions(app: App, c: Claim): HTMLElement {
  const onMap = (): void => {
    const here = all(app.situation()).find((x) => x.claims.includes(c.id));
    const points = pinsOf(c);
    if (here) app.open(`thing/${here.collection}/${here.id}`);
    if (points.length > 0) pin(app, points);
  };
  const review = (): void => app.open(`review/${c.id}`);
  const kept = c.version > 0 && mayReview();
  return h(
    'p',
    { class: 'links' },
    pinsOf(c).length > 0 && h('button', { type: 'button', class: 'link to-map', onclick: onMap }, t('claim.map')),
    kept && h('button', { type: 'button', class: 'link to-review', onclick: review }, t('claim.review')),
  );
}

/** Where a claim lies, as pins. */
export const pinsOf = (c: Claim): Pin[] =>
  c.places.flatMap((p) => (p.lon !== null && p.lat !== null ? [{ lon: p.lon, lat: p.lat, name: p.name }] : []));

/** A claim folded to its line; open it shows all; its sentence too, unless that stands above it already (`quoted` false). */
export function claimCard(app: App, c: Claim, open: boolean, quoted = true): HTMLElement {
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
    h('summary', {}, h('span', {}, claimLine(c)), stateTag(c.state)),
    claimFacts(c),
    checkBox(c.check),
    ...(quoted ? quotes(app, c.evidence) : []),
    h('h4', {}, t('history.title')),
    past,
    actions(app, c),
  );
}
