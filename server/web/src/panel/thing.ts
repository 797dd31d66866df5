// Evidence: what a feature of the map says, and on which sentences it rests.
import { item, query } from '../api.ts';
import type { App, View } from '../app.ts';
import { h } from '../dom.ts';
import { type Collection, isCollection, publishers, type Thing, value } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { list, number, object, strings, text } from '../json.ts';
import { endName, fromTo, placeName } from '../names.ts';
import { placeKind } from '../placekinds.ts';
import { all } from '../situation.ts';
import { day, percent, quantity, whole } from '../words.ts';
import { claimCard, readClaim } from './claim.ts';
import { type Claim, grade } from './claimdata.ts';
import { contradiction, support } from './contradiction.ts';
import { quotes } from './quote.ts';
import { sourced } from './source.ts';

export const thingPath = (t: Thing): string => `thing/${t.collection}/${t.id}`;

/** The name of a thing. */
export function title(x: Thing): string {
  const p = x.props;
  switch (x.collection) {
    case 'zones':
      return [text(p.holder) || t('actor.unknown'), term('class', text(p.class))].join(' · ');
    case 'frontlines':
      return [text(p.side_a), text(p.side_b)].filter(Boolean).join(' – ') || t('layers.frontlines');
    case 'flows':
      return fromTo(endName(p, 'origin'), endName(p, 'destination'));
    default:
      return placeName(p, x.id) || text(p.title) || text(p.label) || term('kind', x.kind) || x.id;
  }
}

/** What a thing says in one line. */
export function saying(x: Thing): string {
  const p = x.props;
  switch (x.collection) {
    case 'control':
      return [
        ...(['unknown', 'besieged'].includes(text(p.status)) && p.besieged === true
          ? []
          : [term('status', text(p.status)), text(p.holder)]),
        p.besieged === true && t('thing.besieged', { who: text(p.besieger) || t('actor.unknown') }),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'flows':
    case 'displaced':
    case 'forces':
      return [term('population', text(p.population)), p.value ? quantity(value(p.value)) : t('value.unknown')]
        .filter(Boolean)
        .join(' · ');
    case 'frontlines':
      return term('basis', text(p.basis));
    case 'zones':
      return number(p.area_km2) === null ? '' : t('zone.area', { area: whole(number(p.area_km2) ?? 0) });
    case 'events':
      return term('event', text(p.event_type) || text(p.status));
    default:
      return placeKind(text(p.place_kind)) || term('kind', x.kind);
  }
}

async function find(app: App, collection: Collection, id: string, signal: AbortSignal): Promise<Thing> {
  const here = all(app.situation()).find((x) => x.collection === collection && x.id === id);
  return here ?? item(collection, id, query(collection, app.store.get(), app.valid()), signal);
}

function summary(x: Thing): HTMLElement {
  const sources = publishers(x).length;
  const since = text(x.props.since) || x.validFrom;
  const age = number(x.props.age_days);
  return h(
    'p',
    { class: 'summary' },
    since !== '' && h('span', {}, t('thing.since', { day: day(since) })),
    age !== null && h('span', { class: age > 30 ? 'old' : '' }, t('thing.age', { days: Math.round(age) })),
    sources > 0 && h('span', {}, t('thing.sources', { n: sources })),
    x.confidence !== null && h('span', {}, t('thing.confidence', { share: percent(x.confidence) })),
  );
}

function method(x: Thing): HTMLElement | null {
  const p = x.props;
  const reasons = strings(p.reasons);
  const parts = [
    text(p.method) && t('zone.method', { method: text(p.method) }),
    number(p.radius_km) !== null && t('zone.radius', { km: number(p.radius_km) ?? 0 }),
    ...reasons,
  ].filter(Boolean) as string[];
  if (parts.length === 0) return null;
  return h(
    'details',
    { class: 'method' },
    h('summary', {}, t('thing.why')),
    h('ul', {}, ...parts.map((r) => h('li', { dir: 'auto' }, r))),
  );
}

async function claimsOf(app: App, x: Thing, signal: AbortSignal): Promise<Claim[]> {
  // A movement told by several reports is one thing on the map; its other figures are claims too.
  const figures = list(x.props.other_figures).map((f) => text(object(f).claim));
  const wanted = [...new Set([...x.claims, ...figures])].filter(Boolean).slice(0, 12);
  const read = await Promise.allSettled(wanted.map((id) => readClaim(app, id, signal)));
  return read.flatMap((r) => (r.status === 'fulfilled' ? [sourced(r.value, x.evidence)] : []));
}

function claimList(app: App, x: Thing, claims: readonly Claim[]): HTMLElement {
  const count = number(x.props.claims_count) ?? x.claims.length;
  const more = Math.max(0, count - claims.length);
  return h(
    'section',
    {},
    h('h3', {}, t('thing.claims', { n: Math.max(count, claims.length) })),
    ...claims.map((c) => claimCard(app, c, claims.length === 1, claims.length > 1)),
    more > 0 && claims.length > 0 && h('p', { class: 'muted' }, t('thing.more', { n: more })),
  );
}

export const thingView: View = async (app, args, signal) => {
  const [collection = '', ...rest] = args.split('/');
  if (!isCollection(collection)) throw new Error(t('error.address', { address: args }));
  const x = await find(app, collection, rest.join('/'), signal);
  const claims = await claimsOf(app, x, signal);
  const best = claims.map(grade).filter(Boolean).sort()[0];
  return h(
    'article',
    { class: 'thing', 'data-thing': x.id },
    h('p', { class: 'kicker' }, t(`layers.${collection}`)),
    h('h2', { dir: 'auto' }, title(x), best ? h('abbr', { class: 'grade', title: t('grade.help') }, best) : ''),
    h('p', { class: 'saying', dir: 'auto' }, saying(x)),
    summary(x),
    ...contradiction(app, claims),
    h('section', {}, h('h3', {}, t('thing.evidence')), ...quotes(app, x.evidence).slice(0, 8)),
    x.evidence.length === 0 && list(x.props.evidence).length === 0 && h('p', { class: 'muted' }, t('thing.noevidence')),
    support(app, claims),
    claimList(app, x, claims),
    method(x),
  );
};
