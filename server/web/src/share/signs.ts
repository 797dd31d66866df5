// The signs of the legend as pictures for a canvas: what the style sheet says of them is written into them.
import { h } from '../dom.ts';
import type { Theme } from '../map/theme.ts';

const said = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
];

/** Turns signs into pictures, in the colours of a theme rather than the page's. */
export async function pictures(signs: readonly SVGElement[], theme: Theme): Promise<HTMLImageElement[]> {
  const host = h('div', { class: 'offstage', 'aria-hidden': 'true' });
  const colours = { ink: theme.ink, muted: theme.muted, sheet: theme.halo, line: '#C4BEB0', people: theme.people };
  for (const [name, colour] of Object.entries(colours)) host.style.setProperty(`--${name}`, colour);
  host.append(...signs);
  document.body.append(host);
  try {
    return await Promise.all(signs.map(pictureOf));
  } finally {
    host.remove();
  }
}

async function pictureOf(svg: SVGElement): Promise<HTMLImageElement> {
  for (const part of svg.querySelectorAll('*')) {
    const style = getComputedStyle(part);
    for (const name of said) part.setAttribute(name, style.getPropertyValue(name));
    part.removeAttribute('class');
  }
  // Four times its size: a picture of a picture must not be coarser than the map.
  svg.setAttribute('width', '112');
  svg.setAttribute('height', '56');
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}
