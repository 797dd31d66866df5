// Wires the page: state, map, situation, regions. The parts know nothing of each other.
import { drawBar } from './bar.ts';
import { keepSplit } from './compare/lazy.ts';
import { debounce, get, h, keepFocus } from './dom.ts';
import { preferred, speak, t } from './i18n/i18n.ts';
import { takeIncoming } from './incoming.ts';
import { listenToKeys } from './keys.ts';
import { listen } from './live.ts';
import { makeApp } from './makeapp.ts';
import { interact } from './map/interact.ts';
import { makePanel } from './panel/panel.ts';
import { pendingCount } from './pending.ts';
import { readSession } from './session.ts';
import { drawFilters } from './side/filters.ts';
import { drawLayers } from './side/layers.ts';
import { drawLegend } from './side/legend.ts';
import { drawStamp } from './side/stamp.ts';
import { differs, openStore } from './store.ts';
import { followTheme } from './theming.ts';
import { makeTimeline } from './time/timeline.ts';

async function start(): Promise<void> {
  const store = openStore();
  await speak(preferred(store.get().lang));
  document.title = t('app.title');
  get('skip', HTMLElement).textContent = t('skip');
  const layers = h('div', { id: 'layer-list' });
  const legend = h('div', { id: 'legend' });
  const filters = h('div', { id: 'filters' });
  get('layers', HTMLElement).append(layers, filters, legend);
  get('layers', HTMLElement).setAttribute('aria-label', t('layers.title'));
  get('time', HTMLElement).setAttribute('aria-label', t('time.label'));
  get('side', HTMLElement).setAttribute('aria-label', t('panel.label'));

  const [{ app, core }, session] = await Promise.all([makeApp(store), readSession()]);
  // For the console of a developer, and for tests that ask what is drawn.
  Object.assign(window, { dateline: app });
  const panel = makePanel(app, get('side', HTMLElement));
  const tip = h('div', { id: 'tip', hidden: true });
  get('stage', HTMLElement).append(tip);
  const pointer = interact(app, app.map, tip);
  window.addEventListener('dateline-capture', (e) => pointer.capture((e as CustomEvent<boolean>).detail));
  const timeline = makeTimeline(app, get('time', HTMLElement));
  const bar = get('bar', HTMLElement);
  const count = async (): Promise<void> => {
    if (session.mayReview) drawPending(await pendingCount());
  };
  const drawPending = (n: number): void => {
    const badge = document.getElementById('pending');
    if (!badge) return;
    badge.textContent = String(n);
    badge.hidden = n === 0;
  };
  drawBar(app, bar, session);
  const split = keepSplit(app, core);
  const drawRegions = (): void => {
    keepFocus(layers, () => drawLayers(app, layers));
    keepFocus(filters, () => drawFilters(app, filters));
    drawLegend(app, legend);
    drawStamp(app, get('stamp', HTMLElement));
    keepFocus(get('time', HTMLElement), timeline.draw);
    pointer.select(store.get().open);
    split();
  };
  core.onChange(drawRegions);
  core.onReports((days) => timeline.setReports(days));
  app.map.on(
    'moveend',
    debounce(80, () => drawLegend(app, legend)),
  );
  store.subscribe((now, before) => {
    if (now.lang !== before.lang) return location.reload();
    if (differs(now, before, 'open')) panel.show(now.open);
    if (differs(now, before, 'open', 'off', 'compare')) drawRegions();
  });
  followTheme(core);
  listenToKeys(app, timeline);
  if (session.mayAdd) takeIncoming(app);
  let dropped = false;
  listen(
    () => {
      app.reload();
      void count();
    },
    (on) => {
      document.documentElement.dataset.live = String(on);
      if (on && dropped) app.reload();
      dropped = !on;
    },
  );
  await core.load();
  panel.show(store.get().open);
  await count();
}

start().catch((error: unknown) => {
  const notice = document.getElementById('notice');
  if (notice) notice.textContent = error instanceof Error ? error.message : String(error);
  console.error(error);
});
