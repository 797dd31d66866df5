// Snippets that put the map, or a layer of it, into another page. The examples folder holds the same as whole pages.
import { query } from '../api.ts';
import type { App } from '../app.ts';

const itemsOf = (app: App, name: 'zones' | 'control'): string =>
  `${location.origin}/collections/${name}/items?${query(name, app.store.get(), app.valid())}&limit=1000`;

export const iframe = (): string =>
  `<iframe src="${location.origin}/?embed${location.hash.replaceAll('&', '&amp;')}" title="Dateline" width="800" height="560" loading="lazy" style="border:0"></iframe>`;

export const maplibre = (app: App): string => {
  const q = query('zones', app.store.get(), app.valid());
  return `map.addSource('dateline', {
  type: 'vector',
  tiles: ['${location.origin}/tiles/zones/{z}/{x}/{y}.mvt?${q}']
});
map.addLayer({
  id: 'dateline-zones', type: 'fill',
  source: 'dateline', 'source-layer': 'zones',
  paint: { 'fill-color': '#0077BB', 'fill-opacity': 0.5 }
});`;
};

export const leaflet = (app: App): string => `const zones = await (await fetch('${itemsOf(app, 'zones')}')).json();
L.geoJSON(zones, {
  style: { color: '#0077BB', weight: 1, fillOpacity: 0.5 },
  onEachFeature: (f, layer) => layer.bindPopup(f.properties.holder)
}).addTo(map);`;
