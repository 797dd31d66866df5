// The state of the page: one plain object, kept in the address, so that a link or the back button brings the same picture.

export interface State {
  readonly lng: number;
  readonly lat: number;
  readonly zoom: number;
  /** The day the map shows, YYYY-MM-DD; empty means the day of the newest report. */
  readonly valid: string;
  /** What was known up to this day; empty means now. */
  readonly known: string;
  /** The day to compare with; empty means no comparison. */
  readonly compare: string;
  /** Movements and events of this many days up to `valid`; 0 means all. */
  readonly days: number;
  /** Layers switched off. */
  readonly off: readonly string[];
  /** Filters; an empty list lets all through. */
  readonly actors: readonly string[];
  readonly kinds: readonly string[];
  readonly sources: readonly string[];
  readonly states: readonly string[];
  /** Least confidence in percent. */
  readonly least: number;
  /** What is open beside the map: "control/abc", "report/xyz:10-20", "list", "review", "add", … */
  readonly open: string;
  /** The publishing profile; empty means the one that the server gives this reader. */
  readonly profile: string;
  readonly lang: string;
}

export const initial: State = {
  lng: 0,
  lat: 0,
  zoom: -1,
  valid: '',
  known: '',
  compare: '',
  days: 30,
  off: [],
  actors: [],
  kinds: [],
  sources: [],
  states: [],
  least: 0,
  open: '',
  profile: '',
  lang: '',
};

const day = /^\d{4}-\d\d-\d\d$/;
const lists = ['off', 'actors', 'kinds', 'sources', 'states'] as const;
const days = ['valid', 'known', 'compare'] as const;
const plain = ['open', 'lang'] as const;

/** Writes what differs from the start, in a fixed order: the same picture has the same address. */
export function toHash(state: State): string {
  const q = new URLSearchParams();
  if (state.zoom >= 0) q.set('map', [state.zoom.toFixed(2), state.lat.toFixed(4), state.lng.toFixed(4)].join('/'));
  for (const key of [...days, ...plain]) if (state[key] !== '') q.set(key, state[key]);
  if (state.days !== initial.days) q.set('days', String(state.days));
  if (state.least > 0) q.set('least', String(state.least));
  for (const key of lists) if (state[key].length > 0) q.set(key, state[key].map(encodeURIComponent).join(','));
  if (state.profile !== initial.profile) q.set('profile', state.profile);
  return q.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}

/** Reads an address; what is missing or makes no sense is as at the start. */
export function fromHash(hash: string): State {
  const q = new URLSearchParams(hash.replace(/^#/, ''));
  const state: { -readonly [K in keyof State]: State[K] } = { ...initial };
  const [zoom, lat, lng] = (q.get('map') ?? '').split('/').map(Number);
  if (inRange(zoom, 0, 24) && inRange(lat, -90, 90) && inRange(lng, -540, 540))
    Object.assign(state, { zoom, lat, lng });
  for (const key of days) state[key] = day.test(q.get(key) ?? '') ? (q.get(key) ?? '') : '';
  for (const key of plain) state[key] = q.get(key) ?? '';
  for (const key of lists) state[key] = (q.get(key) ?? '').split(',').filter(Boolean).map(decode);
  state.days = whole(q.get('days'), initial.days, 3660);
  state.least = whole(q.get('least'), 0, 100);
  state.profile = /^[a-z][a-z0-9-]*$/.test(q.get('profile') ?? '') ? (q.get('profile') ?? '') : '';
  return state;
}

const inRange = (n: number | undefined, low: number, high: number): boolean => n !== undefined && n >= low && n <= high;

function whole(raw: string | null, otherwise: number, most: number): number {
  const n = Number(raw ?? Number.NaN);
  return Number.isInteger(n) && n >= 0 && n <= most ? n : otherwise;
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
