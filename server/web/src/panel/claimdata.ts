// Reads a claim, whichever way the server tells it: as a record with its state, or as a feature's properties.
import { type Evidence, evidence, type Value, value } from '../feature.ts';
import { isObject, type Json, list, number, object, text } from '../json.ts';
import { source, sourced } from './source.ts';

export interface Check {
  readonly statedKm: number | null;
  readonly measuredKm: number | null;
  readonly statedBearing: number | null;
  readonly measuredBearing: number | null;
  readonly consistent: boolean;
  readonly why: string;
}

export interface ClaimPlace {
  readonly role: string;
  readonly name: string;
  readonly id: string;
  readonly relation: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Another claim on the same subject. */
export interface Link {
  readonly kind: 'supports' | 'contradicts';
  /** Whether it rests on a source of its own. */
  readonly independent: boolean;
  readonly why: string;
  readonly claim: Claim;
}

export interface Claim {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly status: string;
  readonly state: string;
  /** Rises with each review; 0 where the claim is kept nowhere yet. */
  readonly version: number;
  readonly modality: string;
  readonly attribution: string;
  readonly via: string;
  readonly reliability: string;
  readonly credibility: number | null;
  readonly confidence: number | null;
  readonly rule: string;
  readonly places: readonly ClaimPlace[];
  readonly value: Value | null;
  readonly check: Check | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly population: string;
  readonly group: string;
  readonly evidence: readonly Evidence[];
  /** Independent sources that say it, and that say otherwise; null where the server does not tell. */
  readonly sources: number | null;
  readonly against: number | null;
  readonly links: readonly Link[];
  /** Until when it is held back from what is published; '' where it is not. */
  readonly embargoUntil: string;
  /** The record as the server told it, for corrections. */
  readonly raw: Json;
}

function check(input: unknown): Check | null {
  if (!isObject(input)) return null;
  return {
    statedKm: number(input.stated_km),
    measuredKm: number(input.measured_km),
    statedBearing: number(input.stated_bearing),
    measuredBearing: number(input.measured_bearing),
    consistent: input.consistent === true,
    why: text(input.why),
  };
}

function place(input: unknown): ClaimPlace {
  const p = object(input);
  return {
    role: text(p.role),
    name: text(p.name) || text(p.text),
    id: text(p.id),
    relation: text(p.relation),
    lon: number(p.lon),
    lat: number(p.lat),
  };
}

/** Reads `{claim, state, version}`, a bare claim, or a claims feature's properties. */
export function claim(input: unknown): Claim {
  const outer = object(input);
  const props = object(outer.properties);
  const state = isObject(outer.properties) ? props : outer;
  const c = isObject(state.claim) ? state.claim : state;
  const valid = object(c.valid);
  return {
    id: text(c.id) || text(outer.id),
    kind: text(c.claim_kind) || text(c.kind),
    actor: text(c.actor_name) || text(c.actor),
    status: text(c.status),
    state: text(state.state) || text(state.review) || text(c.state) || 'pending',
    version: number(state.version) ?? 0,
    modality: text(c.modality),
    attribution: text(c.attribution),
    via: text(c.via),
    reliability: text(c.reliability),
    credibility: number(c.credibility),
    confidence: number(c.confidence),
    rule: text(c.rule),
    places: list(c.places).map(place),
    value: value(c.value),
    check: check(c.check),
    validFrom: text(valid.start) || text(c.valid_from),
    validTo: text(valid.end) || text(c.valid_to),
    population: text(c.population),
    group: text(c.group),
    evidence: list(c.evidence).map(evidence),
    sources: number(state.sources),
    against: number(state.against) ?? number(state.against_sources),
    links: list(state.links).map(link),
    embargoUntil: text(state.embargo_until),
    raw: c,
  };
}

function link(input: unknown): Link {
  const l = object(input);
  const kind = text(l.kind) === 'contradicts' ? 'contradicts' : 'supports';
  return {
    kind,
    independent: l.independent === true,
    why: text(l.why),
    claim: sourced(claim(l.other), [source(l.report)]),
  };
}

/** The Admiralty grade, "B2"; '' where neither part is known. */
export const grade = (c: { reliability: string; credibility: number | null }): string =>
  c.reliability === '' && !c.credibility ? '' : `${c.reliability || 'F'}${c.credibility || 6}`;
