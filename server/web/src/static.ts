// The map of a static site: tiles, styles and evidence are files beside the page, and no server of ours stands behind it.
import { addProtocol, type MapGeoJSONFeature, Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import { Protocol } from 'pmtiles';
import { h } from './dom.ts';
import { type Json, list, object, text } from './json.ts';
import { shardOf } from './shard.ts';

const here = new URL('.', location.href).href;
const read = async (name: string): Promise<Json> => {
  const answer = await fetch(here + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return object(await answer.json());
};

/** The style names its files alone; MapLibre wants whole addresses. */
async function styleOf(theme: string): Promise<Json> {
  const style = await read(`style-${theme}.json`);
  for (const source of Object.values(object(style.sources)).map(object)) {
    source.url = text(source.url).replace('pmtiles://', `pmtiles://${here}`);
  }
  return { ...style, sprite: `${here}sprite` };
}

function quote(value: unknown): HTMLElement {
  const q = object(value);
  const from = [text(q.publisher), text(q.published).slice(0, 10)].filter(Boolean).join(', ');
  const url = text(q.url);
  const source = /^https?:/.test(url) ? h('a', { href: url, rel: 'noopener' }, from || url) : from;
  return h('blockquote', {}, h('p', {}, text(q.exact)), h('cite', {}, source));
}

function thing(value: unknown): HTMLElement {
  const f = object(value);
  return h(
    'article',
    {},
    h('h2', {}, text(f.title)),
    h('p', { class: 'what' }, text(f.what)),
    ...list(f.quotes).map(quote),
  );
}

/** Shows what was clicked with its sentences; each feature once. */
async function show(features: readonly MapGeoJSONFeature[], panel: HTMLElement): Promise<void> {
  const ids = [...new Set(features.filter((f) => f.source === 'situation').map((f) => text(f.properties.id)))];
  const found = await Promise.all(ids.map(async (id) => object(await read(`evidence/${shardOf(id)}.json`))[id]));
  panel.replaceChildren(...found.filter((f) => f !== undefined).map(thing));
  panel.hidden = panel.childElementCount === 0;
}

async function start(): Promise<void> {
  setWorkerUrl(document.querySelector<HTMLMetaElement>('meta[name=worker]')?.content ?? '');
  addProtocol('pmtiles', new Protocol().tile);
  const site = await read('site.json');
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'day';
  const bounds = list(site.bounds) as [number, number, number, number];
  const map = new MapLibre({
    container: 'map',
    style: (await styleOf(theme)) as unknown as string,
    bounds,
    fitBoundsOptions: { padding: 60, maxZoom: 8 },
    dragRotate: false,
    fadeDuration: 0,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  const panel = document.querySelector<HTMLElement>('#panel');
  if (!panel) return;
  map.on('click', (e) => void show(map.queryRenderedFeatures(e.point), panel));
  map.on('idle', () => {
    document.documentElement.dataset.ready = 'yes';
  });
}

void start().catch((e: unknown) => {
  document.body.append(
    h('p', { role: 'alert' }, `The map cannot be shown: ${e instanceof Error ? e.message : String(e)}`),
  );
});
