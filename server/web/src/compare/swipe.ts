// Two days on one picture: the other day's map lies over the first one, cut off at a handle.
import type { Map as MapLibre } from 'maplibre-gl';
import type { App } from '../app.ts';
import { get, h } from '../dom.ts';
import { lang, t } from '../i18n/i18n.ts';
import type { Core } from '../makeapp.ts';
import { createMap, styled } from '../map/create.ts';
import { show } from '../map/overlay.ts';
import { isAbort, messageOf } from '../problem.ts';
import { load } from '../situation.ts';
import { day } from '../words.ts';
import { changedLand, outline, removeOutline } from './changed.ts';

interface Split {
  readonly map: MapLibre;
  readonly handle: HTMLInputElement;
  readonly labels: HTMLElement;
  readonly end: () => void;
  shown: string;
}

let split: Split | null = null;
let running = new AbortController();

/** Brings the second map in step with the state: makes it, loads the other day, or takes it away. */
export async function swipe(app: App, core: Core): Promise<void> {
  const { compare } = app.store.get();
  if (compare === '') {
    split?.end();
    split = null;
    return;
  }
  split ??= open(app);
  split.labels.replaceChildren(h('span', {}, day(compare)), h('span', {}, day(app.valid())));
  running.abort();
  running = new AbortController();
  try {
    const situation = await load(app.store.get(), compare, running.signal);
    const { map } = split;
    await styled(map);
    show(map, core.scene(situation));
    split.shown = compare;
    const land = await changedLand(app, compare, running.signal);
    for (const m of [map, app.map]) outline(m, app, land);
    void map.once('idle', () => {
      document.documentElement.dataset.compared = compare;
    });
    map.triggerRepaint();
  } catch (error) {
    if (!isAbort(error)) app.say(messageOf(error));
  }
}

function open(app: App): Split {
  const container = get('map-other', HTMLElement);
  container.hidden = false;
  const view = {
    container,
    center: app.map.getCenter().toArray() as [number, number],
    zoom: app.map.getZoom(),
    theme: app.theme(),
    lang: lang(),
    ground: app.ground,
    controls: false,
  };
  const map = createMap(view);
  const follow = (): void => void map.jumpTo({ center: app.map.getCenter(), zoom: app.map.getZoom() });
  app.map.on('move', follow);
  const cut = (): void => {
    container.style.clipPath = `inset(0 ${100 - Number(handle.value)}% 0 0)`;
    bar.style.left = `${handle.value}%`;
  };
  const handle = h('input', {
    type: 'range',
    id: 'swipe',
    min: 0,
    max: 100,
    step: 0.5,
    value: 50,
    'aria-label': t('compare.handle'),
    oninput: cut,
  });
  const bar = h('div', { id: 'swipe-bar' });
  const labels = h('div', { id: 'swipe-labels', dir: 'ltr' });
  get('stage', HTMLElement).append(bar, handle, labels);
  cut();
  const end = (): void => {
    app.map.off('move', follow);
    removeOutline(app.map);
    map.remove();
    for (const e of [bar, handle, labels]) e.remove();
    container.hidden = true;
    delete document.documentElement.dataset.compared;
  };
  return { map, handle, labels, end, shown: '' };
}
