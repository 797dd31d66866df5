// Measuring: sites marked on the map, the line through them and its area, a ring and what lies inside it, all pairs of the
// sites, and distances between places by name. Mouse, touch and keys do the same.
import type { MapMouseEvent } from 'maplibre-gl';
import type { App, View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { messageOf } from '../problem.ts';
import { addLayers, draw, removeLayers } from './draw.ts';
import { between, matrix } from './places.ts';
import { inside, results } from './results.ts';
import { bare, byName, type Site, under } from './sites.ts';

/** Tells the map that clicks are ours for a while. */
const capture = (on: boolean): boolean => window.dispatchEvent(new CustomEvent('dateline-capture', { detail: on }));

/** A line for each site: its name, the ring's centre, and a way to take it away. */
function siteList(sites: readonly Site[], centre: Site | undefined, on: Choices): HTMLElement {
  const line = (site: Site, i: number): HTMLElement =>
    h(
      'li',
      {},
      h(
        'label',
        {},
        h('input', {
          type: 'radio',
          name: 'ring-centre',
          checked: site === centre,
          'aria-label': `${t('measure.centre')}: ${site.name}`,
          onchange: () => on.centre(site),
        }),
        h('span', { dir: 'auto' }, site.name),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'plain',
          'aria-label': `${t('measure.remove')}: ${site.name}`,
          onclick: () => on.drop(i),
        },
        '✕',
      ),
    );
  return h('ol', { class: 'sites' }, ...sites.map(line));
}

interface Choices {
  centre(site: Site): void;
  drop(index: number): void;
}

/** Adds a site by its name. */
function nameField(signal: AbortSignal, add: (site: Site) => void): HTMLElement {
  const input = h('input', { type: 'text', id: 'site-name', dir: 'auto' });
  const failed = h('p', { class: 'failed', role: 'alert', hidden: true });
  const submit = async (): Promise<void> => {
    const name = input.value.trim();
    if (name === '') return;
    add(await byName(name, signal));
    input.value = '';
    failed.hidden = true;
  };
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    void submit().catch((error: unknown) => {
      failed.hidden = false;
      failed.textContent = messageOf(error);
    });
  };
  return h('form', { onsubmit }, h('label', {}, h('span', {}, t('measure.byname')), input), failed);
}

export const measureView: View = (app, _args, signal) => {
  let sites: Site[] = [];
  let chosen: Site | undefined;
  const marked = h('div', { id: 'marked' });
  const output = h('div', { role: 'status', id: 'measured' });
  const radius = h('input', { type: 'number', id: 'ring', min: 0, max: 5000, value: 0 });
  const centre = (): Site | undefined => (chosen && sites.includes(chosen) ? chosen : sites.at(-1));
  const pairs = matrix(signal, () => sites);
  const show = (): void => {
    const km = Number(radius.value) || 0;
    const middle = centre();
    draw(app, { sites, centre: middle, km });
    fill(marked, sites.length > 0 && siteList(sites, middle, { centre: choose, drop }));
    fill(output, ...results(sites.map((s) => s.at)), middle && km > 0 ? inside(app, middle, km) : null);
    pairs.offer();
  };
  const choose = (site: Site): void => {
    chosen = site;
    show();
  };
  const drop = (index: number): void => {
    sites = sites.filter((_, i) => i !== index);
    show();
  };
  const add = (site: Site): void => {
    sites = [...sites, site];
    show();
  };
  const addMiddle = (): void => add(bare(app.map.getCenter().toArray()));
  const clear = (): void => {
    sites = [];
    show();
  };
  listen(app, signal, (e) => add(under(app, e)), { Enter: addMiddle, Backspace: () => drop(sites.length - 1) });
  radius.addEventListener('input', show);
  return h(
    'article',
    { class: 'measure' },
    h('h2', {}, t('measure.title')),
    h('p', { class: 'muted' }, t('measure.note')),
    marked,
    h(
      'div',
      { class: 'form' },
      nameField(signal, add),
      h('label', {}, h('span', {}, t('measure.ring')), radius),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'button', id: 'measure-middle', onclick: addMiddle }, t('measure.middle')),
        h('button', { type: 'button', id: 'measure-clear', onclick: clear }, t('measure.clear')),
      ),
    ),
    output,
    pairs.node,
    between(signal),
  );
};

/** Takes clicks, and keys on the map, until the view is left. */
function listen(
  app: App,
  signal: AbortSignal,
  click: (e: MapMouseEvent) => void,
  keys: Readonly<Record<string, () => void>>,
): void {
  const canvas = app.map.getCanvas();
  addLayers(app);
  capture(true);
  app.map.doubleClickZoom.disable();
  app.map.on('click', click);
  const onKey = (e: KeyboardEvent): void => {
    const act = keys[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  };
  canvas.addEventListener('keydown', onKey, { signal });
  signal.addEventListener('abort', () => {
    app.map.off('click', click);
    app.map.doubleClickZoom.enable();
    capture(false);
    removeLayers(app);
  });
}
