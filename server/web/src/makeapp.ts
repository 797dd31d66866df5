// The heart of the page: keeps the map, the situation and the address in step.
import type { App } from './app.ts';
import { debounce, get } from './dom.ts';
import { lang, t } from './i18n/i18n.ts';
import { type Ahead, ahead, loadReports, newestDay, type Reports, renew, today } from './loading.ts';
import { baseStyle } from './map/base.ts';
import { styled } from './map/create.ts';
import { told } from './map/layers.ts';
import { type Scene, show } from './map/overlay.ts';
import { assign, type Palette } from './map/palette.ts';
import { rendered } from './map/rendered.ts';
import { fit, settle } from './map/settle.ts';
import { followView, startMap } from './map/start.ts';
import { makeNotice } from './notice.ts';
import { isOffline, messageOf } from './problem.ts';
import { filtered, sceneOf } from './scene.ts';
import { nothing, type Situation, weigh, weighThings } from './situation.ts';
import { differs, type Store } from './store.ts';
import { currentTheme } from './theming.ts';

export interface Core {
  /** Loads the reports and the situation for the first time. */
  load(): Promise<void>;
  /** Draws everything again, as after a change of theme. */
  repaint(): void;
  onChange(listener: () => void): void;
  onReports(listener: (published: readonly string[]) => void): void;
  /** A scene of a situation under the present filters, for a second map. */
  scene(situation: Situation): Scene;
}

const loadKeys = ['valid', 'known', 'days', 'profile'] as const;
const drawKeys = ['off', 'actors', 'kinds', 'sources', 'states', 'least'] as const;

export async function makeApp(store: Store): Promise<{ app: App; core: Core }> {
  const say = makeNotice(get('notice', HTMLElement));
  let running = new AbortController();
  const begin = ahead(store.get(), running.signal);
  const { map, ground } = await startMap(store);
  const begun = store.get().zoom >= 0;
  let situation: Situation = nothing;
  let palette: Palette = new Map();
  let newest = '';
  let loads = 0;
  const changed: (() => void)[] = [];
  const reported: ((published: readonly string[]) => void)[] = [];
  const valid = (): string => store.get().valid || newest || today();
  const scene = (s: Situation): Scene => sceneOf(s, store.get(), currentTheme(), palette, loads);

  const draw = (): void => {
    show(map, scene(situation));
    for (const f of changed) f();
    settle(map, colourTiles);
  };
  /** Tiles name actors that no list told of: they get colours once they are seen. */
  const colourTiles = (): void => {
    const seen = [...situation.large.keys()].flatMap((name) => rendered(map, name));
    const next = assign(palette, weighThings(seen));
    if (next.size > palette.size) {
      palette = next;
      draw();
    } else if (seen.length > 0) for (const f of changed) f();
  };
  const fail = (error: unknown): void =>
    say(isOffline(error) ? t('error.offline') : t('error.load', { why: messageOf(error) }), reload);

  const readReports = async (asked: Promise<Reports>): Promise<void> => {
    const reports = await asked;
    newest = newestDay(reports);
    for (const f of reported) f(reports.published);
    get('empty', HTMLElement).hidden = reports.count > 0;
  };
  const loadSituation = async (asked?: Ahead['situation']): Promise<void> => {
    if (!asked) {
      running.abort();
      running = new AbortController();
    }
    const busy = window.setTimeout(() => (get('busy', HTMLElement).hidden = false), 300);
    const coming = asked ?? renew(situation, store.get(), valid(), running.signal);
    const next = await coming.finally(() => {
      clearTimeout(busy);
      get('busy', HTMLElement).hidden = true;
    });
    if (!next) return;
    const first = situation === nothing;
    situation = next;
    loads++;
    palette = assign(palette, weigh(situation));
    const bad = [...next.failed.values()][0];
    if (bad === undefined) say('');
    else fail(bad);
    await styled(map);
    if (first && !begun) fit(map, situation);
    draw();
    if (first) performance.mark('dateline-situation');
  };
  const loadAll = async (asked?: Ahead): Promise<void> => {
    await readReports(asked?.reports ?? loadReports(store.get())).catch(fail);
    await loadSituation(asked?.situation);
  };
  const reload = debounce(10, () => void loadAll());

  followView(map, store);
  store.subscribe((now, before) => {
    if (differs(now, before, ...loadKeys)) void loadSituation();
    else if (differs(now, before, ...drawKeys)) draw();
  });

  const app: App = {
    store,
    map,
    ground,
    situation: () => situation,
    shown: () => {
      const things = filtered(situation, store.get());
      return told.flatMap((name) => things.get(name) ?? []);
    },
    palette: () => palette,
    scene: (theme) => ({ ...scene(situation), theme }),
    theme: currentTheme,
    valid,
    reload,
    say,
    open: (what) => store.set({ open: what }),
  };
  const core: Core = {
    load: () => loadAll(begin),
    repaint: () => {
      map.setStyle(baseStyle(currentTheme(), lang(), ground), { diff: false });
      void map.once('style.load', draw);
    },
    onChange: (f) => void changed.push(f),
    onReports: (f) => void reported.push(f),
    scene,
  };
  return { app, core };
}
