// Draws the map once more for paper: in the size of its frame, by day, with textures that a grey copy still tells apart.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { lang } from '../i18n/i18n.ts';
import { createMap, styled } from '../map/create.ts';
import { show } from '../map/overlay.ts';
import type { Theme } from '../map/theme.ts';
import { metresPerPixel } from './scale.ts';

export interface Sheet {
  readonly canvas: HTMLCanvasElement;
  /** Width of the frame in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly metresPerPixel: number;
}

/** What the reader sees, in a frame of another shape: all of the view stays in. */
export async function render(app: App, width: number, height: number, theme: Theme, pixelRatio = 2): Promise<Sheet> {
  const container = h('div', { class: 'offstage', 'aria-hidden': 'true' });
  container.style.width = `${width}px`;
  container.style.height = `${height}px`;
  document.body.append(container);
  const center = app.map.getCenter().toArray() as [number, number];
  const { clientWidth, clientHeight } = app.map.getContainer();
  const zoom = app.map.getZoom() + Math.log2(Math.min(width / clientWidth, height / clientHeight));
  const map = createMap({
    container,
    center,
    zoom,
    theme,
    lang: lang(),
    ground: app.ground,
    controls: false,
    pixelRatio,
  });
  try {
    await styled(map);
    show(map, app.scene(theme));
    await new Promise<void>((done) => {
      void map.once('idle', () => done());
      map.triggerRepaint();
    });
    return { canvas: copy(map.getCanvas()), width, height, metresPerPixel: metresPerPixel(map) };
  } finally {
    map.remove();
    container.remove();
  }
}

/** A canvas of its own: the map's is gone with the map. */
function copy(from: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = from.width;
  canvas.height = from.height;
  canvas.getContext('2d')?.drawImage(from, 0, 0);
  return canvas;
}
