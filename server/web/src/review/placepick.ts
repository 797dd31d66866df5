// The place of a claim under correction: chosen among the candidates for its name, in the list or on the map.
import type { App } from '../app.ts';
import { debounce, fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { type Json, list, object } from '../json.ts';
import { boxOfAll } from '../map/box.ts';
import { reducedMotion } from '../map/create.ts';
import type { Claim } from '../panel/claimdata.ts';
import { type Candidate, candidateMap, named, nearTo } from './candidates.ts';

export interface PlacePick {
  readonly node: HTMLElement;
  /** The claim's places with the chosen one put in, or null where none was chosen. */
  places(): Json[] | null;
}

/** `chosen` is told when another place stands in the claim. */
export function placePick(app: App, c: Claim, chosen: () => void, signal: AbortSignal): PlacePick {
  const all = list(c.raw.places).map(object);
  let offered: Candidate[] = [];
  let now: Candidate | null = null;
  let which = 0;
  const listing = h('ol', { class: 'candidates' });
  const name = h('input', { type: 'text', id: 'correct-place', value: c.places[0]?.name ?? '', dir: 'auto' });
  const choose = (x: Candidate | null): void => {
    now = x;
    if (x) name.value = x.name;
    draw();
    chosen();
  };
  const map = candidateMap(
    app,
    (i) => choose(offered[i] ?? null),
    (lon, lat) => void nearTo(lon, lat).then(offer),
  );
  signal.addEventListener('abort', () => map.end());
  const draw = (): void => {
    map.show(offered, now);
    fill(listing, ...offered.map((x) => line(x, x === now, () => choose(x))));
  };
  const offer = (found: Candidate[]): void => {
    if (signal.aborted) return;
    offered = found.slice(0, 6);
    choose(null);
    frame(app, offered);
  };
  const look = debounce(200, () => void named(name.value).then(offer));
  name.addEventListener('input', look);
  const onrole = (e: Event): void => {
    which = Number((e.target as HTMLSelectElement).value);
    name.value = c.places[which]?.name ?? '';
    look();
  };
  const role = (p: Claim['places'][number], i: number): HTMLElement =>
    h('option', { value: i }, `${term('placerole', p.role)}: ${p.name}`);
  const node = h(
    'div',
    {},
    c.places.length > 1 && h('select', { 'aria-label': t('review.place'), onchange: onrole }, ...c.places.map(role)),
    h('label', {}, h('span', {}, t('review.place')), name),
    h('p', { class: 'muted' }, t('review.candidates')),
    listing,
  );
  look();
  return { node, places: () => now && all.map((p, i) => (i === which ? { ...p, ...fields(now) } : p)) };
}

/** What a place of a claim takes from a candidate; `null` never comes, since places() is asked with one. */
const fields = (x: Candidate | null): Json =>
  x ? { id: x.id, name: x.name, lon: x.lon, lat: x.lat, ...(x.country !== '' && { country: x.country }) } : {};

function line(x: Candidate, chosen: boolean, choose: () => void): HTMLElement {
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: 'candidate', 'aria-pressed': String(chosen), onclick: choose },
      h('b', { dir: 'auto' }, x.name),
      h('span', { class: 'muted', dir: 'auto' }, x.within || `${x.lat.toFixed(2)}, ${x.lon.toFixed(2)}`),
    ),
  );
}

/** Brings all candidates into view. */
function frame(app: App, all: readonly Candidate[]): void {
  const box = boxOfAll(all.map((x) => ({ geometry: { type: 'Point', coordinates: [x.lon, x.lat] } })));
  if (!box) return;
  const duration = reducedMotion() ? 0 : 200;
  app.map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 70, maxZoom: 8, duration });
}
