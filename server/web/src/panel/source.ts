// Who published what a claim rests on, and when.
import { object, text } from '../json.ts';
import type { Claim } from './claimdata.ts';

/** What is known of a report beside its text. */
export interface Source {
  readonly report: string;
  readonly publisher: string;
  readonly published: string;
  readonly url: string;
}

/** A claim's own evidence names its report only; this says who published it and when. */
export function sourced(c: Claim, sources: readonly Source[]): Claim {
  const of = (report: string): Source | undefined =>
    sources.find((s) => s.report === report) ?? (report === '' ? sources[0] : undefined);
  return { ...c, evidence: c.evidence.map((e) => (e.publisher === '' ? { ...e, ...of(e.report) } : e)) };
}

/** A report's record as the source of evidence. */
export function source(input: unknown): Source {
  const r = object(input);
  return { report: text(r.id), publisher: text(r.publisher), published: text(r.published), url: text(r.url) };
}
