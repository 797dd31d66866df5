// What else is said of the same thing: other holders of a place, other numbers of a movement.
import { items } from '../api.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import type { Thing } from '../feature.ts';
import { t } from '../i18n/i18n.ts';
import { list } from '../json.ts';
import { day, quantity } from '../words.ts';
import { type Claim, claim, grade } from './claimdata.ts';
import { claimLine } from './claimtext.ts';
import { quotes } from './quote.ts';

const controlKinds = new Set(['control', 'siege']);

const sameKind = (a: Claim, b: Claim): boolean =>
  a.kind === b.kind || (controlKinds.has(a.kind) && controlKinds.has(b.kind));

const keyPlaces = (c: Claim): string[] =>
  c.places
    .filter((p) => p.role === 'at' || p.role === 'origin' || p.role === 'destination')
    .map((p) => `${p.role}:${p.id || p.name}`);

const says = (c: Claim): string => {
  const v = c.value;
  return v ? [v.low, v.best, v.high, v.unit].join('/') : `${c.actor}/${c.status}`;
};

/** Whether two claims speak of the same thing (kind and place) and say different things of it. */
export function contradicts(a: Claim, b: Claim): boolean {
  if (a.id === b.id || !sameKind(a, b) || b.state === 'rejected' || b.state === 'retracted') return false;
  const places = new Set(keyPlaces(a));
  if (!keyPlaces(b).some((p) => places.has(p))) return false;
  return a.value && b.value ? says(a) !== says(b) : controlKinds.has(a.kind) && a.actor !== b.actor;
}

/** All claims near a thing that disagree with those behind it. */
export async function others(app: App, thing: Thing, mine: readonly Claim[], signal: AbortSignal): Promise<Claim[]> {
  const q = new URLSearchParams();
  const { known, profile } = app.store.get();
  if (known !== '') q.set('known', `${known}T23:59:59Z`);
  if (profile !== '') q.set('profile', profile);
  const points = mine.flatMap((c) => c.places).filter((p) => p.lon !== null && p.lat !== null);
  if (points.length === 0) return [];
  const lons = points.map((p) => p.lon ?? 0);
  const lats = points.map((p) => p.lat ?? 0);
  const box = [Math.min(...lons) - 0.05, Math.min(...lats) - 0.05, Math.max(...lons) + 0.05, Math.max(...lats) + 0.05];
  q.set('bbox', box.map((n) => n.toFixed(4)).join(','));
  const page = await items('claims', q, 300, signal);
  const named = new Set(list(thing.props.contradicts).map(String));
  const all = page.things.map((x) => claim({ id: x.id, properties: x.props }));
  return all.filter((c) => named.has(c.id) || mine.some((m) => contradicts(m, c)));
}

const side = (app: App, c: Claim): HTMLElement =>
  h(
    'div',
    { class: 'side', 'data-claim': c.id },
    h('strong', { dir: 'auto' }, c.value ? quantity(c.value) : claimLine(c)),
    h('small', {}, [day(c.validFrom), c.attribution, grade(c)].filter(Boolean).join(' · ')),
    ...quotes(app, c.evidence).slice(0, 1),
  );

/** The claims side by side. */
export function contradiction(app: App, mine: readonly Claim[], other: readonly Claim[]): HTMLElement | null {
  const first = mine.find((m) => other.some((o) => contradicts(m, o))) ?? mine[0];
  if (!first || other.length === 0) return null;
  return h(
    'section',
    { class: 'contradiction' },
    h('h3', {}, t('contradiction.title')),
    h('p', { class: 'muted' }, t('contradiction.note')),
    h('div', { class: 'sides' }, side(app, first), ...other.slice(0, 3).map((c) => side(app, c))),
  );
}
