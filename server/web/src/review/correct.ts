// Corrects a claim: its actor, status, number, and its places, chosen among candidates or on the map.
import type { MapMouseEvent } from 'maplibre-gl';
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { isObject, type Json, list, number, object, text } from '../json.ts';
import type { Claim } from '../panel/claimdata.ts';

const statuses = [
  'captured',
  'controls',
  'lost',
  'contested',
  'withdrew',
  'advancing',
  'present',
  'joint',
  'besieged',
  'lifted',
];

interface Chosen {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

/** Reads a place out of an answer of the geocoder. */
function chosen(input: unknown): Chosen | null {
  const f = object(input);
  const outer = object(f.properties);
  const p = isObject(outer.geocoding) ? outer.geocoding : outer;
  const [lon, lat] = list(object(f.geometry).coordinates).map(number);
  return lon == null || lat == null ? null : { id: text(p.id) || text(f.id), name: text(p.name), lon, lat };
}

async function candidates(path: string): Promise<Chosen[]> {
  const body = object(await ask(path).catch(() => ({})));
  return list(body.features)
    .map(chosen)
    .filter((c) => c !== null);
}

interface PlacePick {
  readonly node: HTMLElement;
  places(): Json[] | null;
}

/** One place of the claim: its candidates by name, or the one nearest to a click on the map. */
function placePick(app: App, c: Claim): PlacePick {
  const all = list(c.raw.places).map(object);
  let now: Chosen | null = null;
  let which = 0;
  const listing = h('ul', { class: 'candidates' });
  const name = h('input', {
    type: 'text',
    value: c.places[0]?.name ?? '',
    dir: 'auto',
    'aria-label': t('review.place'),
  });
  const offer = (found: Chosen[]): void => {
    const choose = (x: Chosen) => (): void => {
      now = x;
      name.value = x.name;
      fill(listing, h('li', {}, `✓ ${x.name} (${x.lon.toFixed(3)}, ${x.lat.toFixed(3)})`));
      app.map.jumpTo({ center: [x.lon, x.lat] });
    };
    fill(
      listing,
      ...found
        .slice(0, 6)
        .map((x) =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'link', dir: 'auto', onclick: choose(x) },
              `${x.name} (${x.lon.toFixed(2)}, ${x.lat.toFixed(2)})`,
            ),
          ),
        ),
    );
  };
  const look = (): void =>
    void candidates(`/geocode?${new URLSearchParams({ q: name.value, limit: '6' })}`).then(offer);
  name.addEventListener('input', look);
  const onMap = (e: MapMouseEvent): void => {
    if (!name.isConnected) {
      app.map.off('click', onMap);
      return;
    }
    void candidates(`/reverse?lon=${e.lngLat.lng.toFixed(5)}&lat=${e.lngLat.lat.toFixed(5)}&limit=5`).then(offer);
  };
  app.map.on('click', onMap);
  const roles = h(
    'select',
    {
      'aria-label': t('review.place'),
      onchange: (e) => {
        which = Number((e.target as HTMLSelectElement).value);
        name.value = c.places[which]?.name ?? '';
        look();
      },
    },
    ...c.places.map((p, i) => h('option', { value: i }, `${p.role}: ${p.name}`)),
  );
  const node = h(
    'div',
    {},
    h('label', {}, h('span', {}, t('review.place')), c.places.length > 1 && roles, name),
    h('p', { class: 'muted' }, t('review.candidates')),
    listing,
  );
  look();
  return { node, places: () => (now === null ? null : all.map((p, i) => (i === which ? { ...p, ...now } : p))) };
}

export function correctionForm(app: App, c: Claim, save: (correction: Json) => void): HTMLElement {
  const actor = h('input', { type: 'text', value: text(c.raw.actor_name) || c.actor, dir: 'auto' });
  const status = h(
    'select',
    {},
    h('option', { value: '' }, '–'),
    ...statuses.map((s) => h('option', { value: s, selected: s === c.status }, term('status', s))),
  );
  const best = h('input', { type: 'number', min: 0, value: c.value?.best ?? '' });
  const pick = placePick(app, c);
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    const correction: Json = {};
    if (actor.value !== (text(c.raw.actor_name) || c.actor)) correction.actor = correction.actor_name = actor.value;
    if (status.value !== c.status) correction.status = status.value;
    if (best.value !== String(c.value?.best ?? ''))
      correction.value = { best: best.value === '' ? null : Number(best.value) };
    const places = pick.places();
    if (places) correction.places = places;
    save(correction);
  };
  return h(
    'form',
    { class: 'form', onsubmit },
    h('label', {}, h('span', {}, t('review.actor')), actor),
    h(
      'div',
      { class: 'pair' },
      h('label', {}, h('span', {}, t('review.status')), status),
      h('label', {}, h('span', {}, t('review.number')), best),
    ),
    pick.node,
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, t('review.save'))),
  );
}
