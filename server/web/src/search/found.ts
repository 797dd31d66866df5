// What a search finds: places of the gazetteer, actors and words of the reports on the map.
import { ask } from '../api.ts';
import type { App } from '../app.ts';
import { actors, type Thing } from '../feature.ts';
import { lang, t } from '../i18n/i18n.ts';
import { isObject, list, number, object, text } from '../json.ts';
import { boxOfAll } from '../map/box.ts';
import { move } from '../map/create.ts';
import { saying, thingPath, title } from '../panel/thing.ts';

export interface Found {
  readonly group: string;
  readonly label: string;
  readonly note: string;
  pick(): void;
}

/** Folds case and accents, so that "tal afar" finds "Tall ‘Afar" once the marks are gone. */
export const folded = (s: string): string =>
  s
    .normalize('NFKD')
    .replace(/[\p{M}’‘'ʿʾ-]/gu, '')
    .toLowerCase();

function place(app: App, input: unknown): Found | null {
  const feature = object(input);
  const outer = object(feature.properties);
  const p = isObject(outer.geocoding) ? outer.geocoding : outer;
  const [lon, lat] = list(object(feature.geometry).coordinates).map(number);
  if (lon == null || lat == null) return null;
  const note = [text(p.state), text(p.country)].filter(Boolean).join(', ');
  const pick = (): void => {
    move(app.map, [lon, lat], Math.max(app.map.getZoom(), 8));
    const here = app
      .shown()
      .find(
        (x) =>
          x.collection === 'control' && (text(x.props.place) === text(p.id) || text(x.props.name) === text(p.name)),
      );
    if (here) app.open(thingPath(here));
  };
  return { group: t('search.places'), label: text(p.name) || text(p.label), note, pick };
}

async function places(app: App, q: string, signal: AbortSignal): Promise<Found[]> {
  const c = app.map.getCenter();
  const near = `${c.lng.toFixed(3)},${c.lat.toFixed(3)}`;
  const params = new URLSearchParams({ q, limit: '7', near, lang: lang() });
  const body = object(await ask(`/autocomplete?${params}`, { signal }));
  return list(body.features)
    .map((f) => place(app, f))
    .filter((f) => f !== null);
}

function actorsNamed(app: App, q: string): Found[] {
  const named = new Map(app.shown().flatMap((x) => actors(x)));
  const pick = (id: string) => (): void => {
    app.store.set({ actors: [id] });
    const box = boxOfAll(app.shown().filter((x) => actors(x).some(([a]) => a === id)));
    if (box) app.map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 60, maxZoom: 9, duration: 0 });
  };
  return [...named]
    .filter(([, name]) => folded(name).includes(q))
    .slice(0, 3)
    .map(([id, label]) => ({ group: t('search.actors'), label, note: t('search.filter'), pick: pick(id) }));
}

function words(app: App, q: string): Found[] {
  const says = (x: Thing): string => x.evidence.find((e) => folded(e.exact).includes(q))?.exact ?? '';
  const found = app.shown().filter((x) => folded(title(x)).includes(q) || says(x) !== '');
  return found.slice(0, 5).map((x) => ({
    group: t('search.words'),
    label: title(x),
    note: says(x) || saying(x),
    pick: () => app.open(thingPath(x)),
  }));
}

/** All that a query finds, places first. Places that cannot be asked for leave the rest standing. */
export async function find(app: App, q: string, signal: AbortSignal): Promise<Found[]> {
  const near = [...actorsNamed(app, folded(q)), ...words(app, folded(q))];
  return [...(await places(app, q, signal).catch(() => [])), ...near];
}
