// A basemap that somebody put in the place of ours: the server knows its layers and gives them in our colours.
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { ask } from '../api.ts';
import { list, object } from '../json.ts';
import type { Theme } from './theme.ts';

export interface OwnGround {
  readonly source: unknown;
  /** The layers as JSON, by theme, with the names of places in English. */
  readonly layers: Readonly<Record<Theme['name'], string>>;
}

const themes: Readonly<Record<Theme['name'], string>> = { light: 'day', dark: 'night', print: 'print' };

export async function readOwn(): Promise<OwnGround> {
  const read = async (theme: Theme['name']) => object(await ask(`/style.json?theme=${themes[theme]}&lang=en`));
  const [light, dark, print] = await Promise.all([read('light'), read('dark'), read('print')]);
  return {
    source: object(light.sources).base,
    layers: { light: groundOf(light), dark: groundOf(dark), print: groundOf(print) },
  };
}

const groundOf = (style: Record<string, unknown>): string =>
  JSON.stringify(list(style.layers).filter((l) => object(l).source === 'base' || object(l).type === 'background'));

/** The style for a language: the server names English ones, whose property names differ in the language alone. */
export function ownStyle(own: OwnGround, theme: Theme['name'], lang: string): StyleSpecification {
  const layers = JSON.parse(own.layers[theme].replaceAll(/"(name[_:])en"/g, `"$1${lang}"`)) as LayerSpecification[];
  return {
    version: 8,
    projection: { type: 'mercator' },
    sources: { base: own.source as SourceSpecification },
    layers,
  };
}
