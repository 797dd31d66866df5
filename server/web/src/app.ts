// What the parts of the page share. main.ts makes it; nothing else is global.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Thing } from './feature.ts';
import type { Ground } from './map/create.ts';
import type { Scene } from './map/overlay.ts';
import type { Palette } from './map/palette.ts';
import type { Theme } from './map/theme.ts';
import type { Situation } from './situation.ts';
import type { Store } from './store.ts';

export interface App {
  readonly store: Store;
  readonly map: MapLibre;
  readonly ground: Ground;
  /** The situation of the day, before the reader's filters. */
  situation(): Situation;
  /** The things that the filters let through. */
  shown(): readonly Thing[];
  palette(): Palette;
  /** What is on the map, to be drawn in another theme. */
  scene(theme: Theme): Scene;
  theme(): Theme;
  /** The day on the map: the one in the address, or that of the newest report. */
  valid(): string;
  /** Loads the situation again, as after a review. */
  reload(): void;
  /** Says one line at the foot of the map; '' takes it away. `retry` gives it a button. */
  say(line: string, retry?: () => void): void;
  /** Opens something in the side region: "thing/control/abc", "report/x:1-5", "list", … or '' to close it. */
  open(what: string): void;
}

/** A view of the side region. It may answer late; the signal says when it is no longer wanted. */
export type View = (app: App, args: string, signal: AbortSignal) => Promise<Node> | Node;
