// Makes a map on our ground: no request leaves the machine, text is drawn from the fonts of the page.
import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import { ask, credentials } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { list, number, object, text } from '../json.ts';
import { baseStyle, type GroundTiles } from './base.ts';
import { readOwn } from './own.ts';
import { picture, pixelRatio } from './patterns.ts';
import type { Theme } from './theme.ts';

export interface Ground extends GroundTiles {
  readonly attribution: string;
}

/** What the basemap says of itself; a server without one still shows the situation. */
export async function ground(): Promise<Ground> {
  const answer = object(await ask('/basemap.json').catch(() => ({})));
  const tiles = text(list(answer.tiles)[0]) || `${location.origin}/basemap/{z}/{x}/{y}.mvt`;
  const known = { tiles, maxzoom: number(answer.maxzoom) ?? 8, attribution: text(answer.attribution) };
  return answer.name === 'Dateline basemap' || !answer.name ? known : { ...known, own: await readOwn() };
}

export interface View {
  readonly container: HTMLElement;
  readonly center: [number, number];
  readonly zoom: number;
  readonly theme: Theme;
  readonly lang: string;
  readonly ground: Ground;
  readonly controls: boolean;
  /** Pixels of the canvas to one of the page; the screen's own by default. */
  readonly pixelRatio?: number;
}

let workerSet = false;
const styles = new WeakMap<MapLibre, Promise<void>>();

/** Resolves when sources and layers can be added: long before the ground's tiles are there. */
export const styled = (map: MapLibre): Promise<void> => styles.get(map) ?? Promise.resolve();

export function createMap(view: View): MapLibre {
  if (!workerSet) setWorkerUrl(document.querySelector<HTMLMetaElement>('meta[name=worker]')?.content ?? '');
  workerSet = true;
  const map = new MapLibre({
    container: view.container,
    style: baseStyle(view.theme, view.lang, view.ground),
    center: view.center,
    zoom: view.zoom,
    ...(view.pixelRatio !== undefined && { pixelRatio: view.pixelRatio }),
    minZoom: 1,
    maxZoom: 16,
    // A tile of the situation is used again only after the server says that it still stands: an event shows at once.
    transformRequest: (url) =>
      url.startsWith(`${location.origin}/tiles/`) ? { url, cache: 'no-cache', headers: credentials() } : { url },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: reducedMotion() ? 0 : 150,
    // Lines and areas smooth their own edges; four samples of each pixel would only take time.
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: false },
    locale: {
      'Map.Title': t('map.label'),
      'NavigationControl.ZoomIn': t('map.in'),
      'NavigationControl.ZoomOut': t('map.out'),
      'AttributionControl.ToggleAttribution': t('map.credit'),
    },
  });
  styles.set(map, new Promise((done) => void map.once('style.load', () => done())));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((id) => draw(map, id));
  if (view.controls) addControls(map, view.ground);
  return map;
}

function draw(map: MapLibre, id: string): void {
  const image = picture(id);
  if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio });
}

function addControls(map: MapLibre, land: Ground): void {
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 110 }), 'bottom-right');
  map.addControl(new ScaleControl({ unit: 'imperial', maxWidth: 110 }), 'bottom-right');
  const credit = ['Natural Earth', 'GeoNames CC BY 4.0', 'MapLibre'].join(' · ');
  map.addControl(
    new AttributionControl({ compact: true, customAttribution: land.attribution || credit }),
    'bottom-right',
  );
  // It opens by itself at the start and would lie over the map; one click shows it again.
  void map.once('load', () => {
    document.querySelector('.maplibregl-ctrl-attrib')?.classList.remove('maplibregl-compact-show');
    document.documentElement.dataset.begun = 'yes';
  });
}

export const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Moves the view, at once where the reader wants no motion. */
export function move(map: MapLibre, center: [number, number], zoom?: number): void {
  const to = { center, ...(zoom !== undefined && { zoom }) };
  if (reducedMotion()) map.jumpTo(to);
  else map.easeTo({ ...to, duration: 200 });
}
