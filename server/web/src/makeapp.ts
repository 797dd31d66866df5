// The heart of the page: keeps the map, the situation and the address in step.
import { items } from './api.ts';
import type { App } from './app.ts';
import { debounce, get } from './dom.ts';
import type { Thing } from './feature.ts';
import { tileFilter, wanted } from './filter.ts';
import { lang, t } from './i18n/i18n.ts';
import { text } from './json.ts';
import { baseStyle } from './map/base.ts';
import { createMap, ground as readGround } from './map/create.ts';
import { type Drawn, drawn } from './map/layers.ts';
import { type Scene, show } from './map/overlay.ts';
import { assign, type Palette } from './map/palette.ts';
import { boxOfAll } from './map/view.ts';
import { makeNotice } from './notice.ts';
import { isAbort, isOffline, messageOf } from './problem.ts';
import { all, load, nothing, type Situation, weigh } from './situation.ts';
import { differs, type Store } from './store.ts';
import { currentTheme } from './theming.ts';

export interface Core {
  /** Loads the reports and the situation for the first time. */
  load(): Promise<void>;
  /** Draws everything again, as after a change of theme. */
  repaint(): void;
  onChange(listener: () => void): void;
  onReports(listener: (published: string[]) => void): void;
  /** A scene of a situation under the present filters, for a second map. */
  scene(situation: Situation): Scene;
}

const loadKeys = ['valid', 'known', 'days', 'profile'] as const;
const drawKeys = ['off', 'actors', 'kinds', 'sources', 'states', 'least'] as const;

export async function makeApp(store: Store): Promise<{ app: App; core: Core }> {
  const say = makeNotice(get('notice', HTMLElement));
  const ground = await readGround();
  await Promise.all([document.fonts.load('13px "Noto Sans"'), document.fonts.load('600 13px "Noto Sans"')]).catch(
    () => [],
  );
  const { lng, lat, zoom } = store.get();
  const map = createMap({
    container: get('map', HTMLElement),
    center: [lng, lat],
    zoom: Math.max(zoom, 1.4),
    theme: currentTheme(),
    lang: lang(),
    ground,
    controls: true,
  });
  let situation: Situation = nothing;
  let palette: Palette = new Map();
  let newest = '';
  let running = new AbortController();
  const changed: (() => void)[] = [];
  const reported: ((published: string[]) => void)[] = [];
  const valid = (): string => store.get().valid || newest || new Date().toISOString().slice(0, 10);
  const filtered = (s: Situation): ReadonlyMap<Drawn, readonly Thing[]> =>
    new Map(
      [...s.things].map(([name, things]) => [
        name,
        (name === 'places' ? silent(s) : things).filter((x) => wanted(x, store.get())),
      ]),
    );
  const scene = (s: Situation): Scene => ({
    theme: currentTheme(),
    palette,
    lang: lang(),
    state: store.get(),
    valid: s.valid,
    things: filtered(s),
    tileFilter: tileFilter(store.get()),
  });
  const draw = (): void => {
    show(map, scene(situation));
    for (const f of changed) f();
    settle(map);
  };

  const loadReports = async (): Promise<void> => {
    const q = new URLSearchParams();
    if (store.get().profile !== '') q.set('profile', store.get().profile);
    const page = await items('reports', q, 10_000);
    const published = page.things.map((r) => text(r.props.published) || r.validFrom).filter(Boolean);
    newest = [...published].sort().at(-1)?.slice(0, 10) ?? '';
    for (const f of reported) f(published);
    get('empty', HTMLElement).hidden = page.things.length > 0;
  };

  const loadSituation = async (): Promise<void> => {
    running.abort();
    running = new AbortController();
    const busy = window.setTimeout(() => (get('busy', HTMLElement).hidden = false), 300);
    try {
      const next = await load(store.get(), valid(), running.signal);
      const first = situation === nothing;
      // What did not load stays as it was: an old picture with a notice tells more than an empty one.
      const kept = [...next.failed.keys()].map((name) => [name, situation.things.get(name) ?? []] as const);
      situation = { ...next, things: new Map([...next.things, ...kept]) };
      palette = assign(palette, weigh(situation));
      const bad = [...next.failed.values()][0];
      if (bad !== undefined)
        say(isOffline(bad) ? t('error.offline') : t('error.load', { why: messageOf(bad) }), reload);
      else say('');
      if (first && zoom < 0) fit(map, situation);
      draw();
    } catch (error) {
      if (!isAbort(error)) throw error;
    } finally {
      clearTimeout(busy);
      get('busy', HTMLElement).hidden = true;
    }
  };

  const loadAll = async (): Promise<void> => {
    try {
      await loadReports();
    } catch (error) {
      say(isOffline(error) ? t('error.offline') : t('error.load', { why: messageOf(error) }), reload);
    }
    await loadSituation();
  };
  const reload = debounce(10, () => void loadAll());

  map.on(
    'moveend',
    debounce(250, () => {
      const c = map.getCenter();
      store.set({ lng: c.lng, lat: c.lat, zoom: map.getZoom() }, 'replace');
    }),
  );
  map.on('error', (e) => {
    if (!/tile|mvt|fetch/i.test(messageOf(e.error))) console.warn(messageOf(e.error));
  });
  store.subscribe((now, before) => {
    if (differs(now, before, ...loadKeys)) void loadSituation();
    else if (differs(now, before, ...drawKeys)) draw();
    const view = map.getCenter();
    if (
      now.zoom >= 0 &&
      (Math.abs(view.lng - now.lng) > 1e-3 || Math.abs(map.getZoom() - now.zoom) > 0.02) &&
      differs(now, before, 'lng', 'lat', 'zoom')
    )
      map.jumpTo({ center: [now.lng, now.lat], zoom: now.zoom });
  });

  const app: App = {
    store,
    map,
    ground,
    situation: () => situation,
    shown: () => drawn.flatMap((name) => filtered(situation).get(name) ?? []),
    palette: () => palette,
    scene: (theme) => ({ ...scene(situation), theme }),
    theme: currentTheme,
    valid,
    reload,
    say,
    open: (what) => store.set({ open: what }),
  };
  const core: Core = {
    load: async () => {
      if (!map.isStyleLoaded()) await new Promise<void>((done) => void map.once('load', () => done()));
      await loadAll();
    },
    repaint: () => {
      map.setStyle(baseStyle(currentTheme(), lang(), location.origin, ground.maxzoom), { diff: false });
      void map.once('style.load', draw);
    },
    onChange: (f) => void changed.push(f),
    onReports: (f) => void reported.push(f),
    scene,
  };
  return { app, core };
}

/** Places that no other layer speaks of: the others carry their names already. */
function silent(s: Situation): readonly Thing[] {
  const spoken = new Set(
    (['control', 'displaced'] as const).flatMap((name) => s.things.get(name) ?? []).map((x) => text(x.props.place)),
  );
  return (s.things.get('places') ?? []).filter((x) => !spoken.has(x.id) && !spoken.has(text(x.props.place)));
}

function fit(map: App['map'], s: Situation): void {
  const box =
    boxOfAll(
      all(s).filter((x) => x.collection !== 'places' && x.collection !== 'forces' && x.collection !== 'events'),
    ) ?? boxOfAll(all(s));
  if (box)
    map.fitBounds([box[0], box[1], box[2], box[3]], {
      padding: { top: 48, bottom: 88, left: 56, right: 56 },
      maxZoom: 8,
      duration: 0,
    });
}

/** Says on the root element when the picture is complete: printing and tests wait for it. */
function settle(map: App['map']): void {
  delete document.documentElement.dataset.ready;
  void map.once('idle', () => {
    document.documentElement.dataset.ready = 'yes';
    window.dispatchEvent(new Event('dateline-ready'));
  });
  map.triggerRepaint();
}
