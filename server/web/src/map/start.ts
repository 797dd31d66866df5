// The map of the page: made over the ground, in the reader's theme, and kept in step with the address.
import { debounce, get } from '../dom.ts';
import { lang } from '../i18n/i18n.ts';
import { messageOf } from '../problem.ts';
import { differs, type Store } from '../store.ts';
import { currentTheme } from '../theming.ts';
import { createMap, ground as readGround } from './create.ts';

export async function startMap(store: Store) {
  const fonts = ['13px "Noto Sans"', '600 13px "Noto Sans"'].map((f) => document.fonts.load(f));
  const [ground] = await Promise.all([readGround(), Promise.all(fonts).catch(() => [])]);
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
  map.on('error', (e) => {
    if (!/tile|mvt|fetch/i.test(messageOf(e.error))) console.warn(messageOf(e.error));
  });
  void map.once('load', () => performance.mark('dateline-ground'));
  return { map, ground };
}

/** Keeps the view and the address in step, both ways. */
export function followView(map: Awaited<ReturnType<typeof startMap>>['map'], store: Store): void {
  const put = (): void => {
    const c = map.getCenter();
    store.set({ lng: c.lng, lat: c.lat, zoom: map.getZoom() }, 'replace');
  };
  map.on('moveend', debounce(250, put));
  store.subscribe((now, before) => {
    if (now.zoom < 0 || !differs(now, before, 'lng', 'lat', 'zoom')) return;
    const view = map.getCenter();
    const moved = Math.abs(view.lng - now.lng) > 1e-3 || Math.abs(view.lat - now.lat) > 1e-3;
    if (moved || Math.abs(map.getZoom() - now.zoom) > 0.02) map.jumpTo({ center: [now.lng, now.lat], zoom: now.zoom });
  });
}
