// The things on the map: features of the collections, read once at the border.
import type { Feature, Geometry } from 'geojson';
import { isObject, type Json, list, number, object, strings, text } from './json.ts';

export const collections = [
  'zones',
  'frontbands',
  'frontlines',
  'flows',
  'displaced',
  'forces',
  'control',
  'events',
  'claims',
  'places',
  'reports',
] as const;
export type Collection = (typeof collections)[number];

export const isCollection = (name: string): name is Collection => (collections as readonly string[]).includes(name);

/** A piece of a report: the code points start up to but not including end. */
export interface Evidence {
  readonly report: string;
  readonly publisher: string;
  readonly published: string;
  readonly url: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/** A number as the report gives it; what is not said is null. */
export interface Value {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly qualifier: string;
  readonly raw: string;
}

/** A feature of a collection. `props` holds what only its collection says. */
export interface Thing {
  readonly collection: Collection;
  readonly id: string;
  readonly geometry: Geometry | null;
  readonly kind: string;
  readonly confidence: number | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly knownAt: string;
  readonly claims: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly props: Json;
}

export function evidence(value: unknown): Evidence {
  const e = object(value);
  return {
    report: text(e.report),
    publisher: text(e.publisher),
    published: text(e.published),
    url: text(e.url),
    start: number(e.start) ?? 0,
    end: number(e.end) ?? 0,
    exact: text(e.exact),
  };
}

export function value(input: unknown): Value | null {
  if (!isObject(input)) return null;
  return {
    low: number(input.low),
    best: number(input.best),
    high: number(input.high),
    unit: text(input.unit),
    qualifier: text(input.qualifier),
    raw: text(input.raw),
  };
}

const isGeometry = (input: unknown): input is Geometry => isObject(input) && typeof input.type === 'string';

/** Reads a feature; one without an id is not a thing, since nothing could point at it. */
export function thing(collection: Collection, input: unknown): Thing | null {
  const feature = object(input);
  const props = object(feature.properties);
  const id = text(feature.id) || text(props.id);
  if (id === '') return null;
  return {
    collection,
    id,
    geometry: isGeometry(feature.geometry) ? feature.geometry : null,
    kind: text(props.kind),
    confidence: number(props.confidence),
    validFrom: text(props.valid_from),
    validTo: text(props.valid_to),
    knownAt: text(props.known_at),
    claims: strings(props.claims),
    evidence: list(props.evidence).map(evidence),
    props,
  };
}

/** The publishers behind a thing, once each. */
export const publishers = (t: Thing): string[] => [
  ...new Set(t.evidence.map((e) => e.publisher).filter((p) => p !== '')),
];

/** Several holders come as one: ids joined by "|", names by " and ". */
function parties(id: unknown, name: unknown): [string, string][] {
  const ids = text(id).split('|');
  const names = ids.length > 1 ? text(name).split(' and ') : [text(name)];
  return ids.map((part, i) => [part, names[i] ?? part]);
}

/** The review state of a thing: pending while any claim behind it is. */
export function stateOf(t: Thing): string {
  const own = text(t.props.review) || text(t.props.state);
  if (own !== '') return own;
  const pending = number(t.props.pending);
  return pending === null || t.claims.length === 0 ? '' : pending > 0 ? 'pending' : 'accepted';
}

/** The actors that a thing names, by id where there is one: [id, name]. */
export function actors(t: Thing): [string, string][] {
  const pairs: [unknown, unknown][] = [
    ...parties(t.props.holder_id, t.props.holder),
    ...parties(t.props.besieger_id, t.props.besieger),
    [t.props.actor_id, t.props.actor_name || t.props.actor],
    ...parties(t.props.side_a_id, t.props.side_a),
    ...parties(t.props.side_b_id, t.props.side_b),
  ];
  const found = new Map<string, string>();
  for (const [id, name] of pairs) {
    const key = text(id) || text(name);
    if (key !== '' && !found.has(key)) found.set(key, text(name) || key);
  }
  return [...found];
}

/** The feature as GeoJSON again, with flat properties that a style can read. */
export const toGeoJSON = (t: Thing, extra: Json = {}): Feature | null =>
  t.geometry && { type: 'Feature', geometry: t.geometry, properties: { ...t.props, ...extra, id: t.id } };
