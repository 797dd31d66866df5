// What a correction changes, field by field: as it was, as it becomes.
import { value } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { isObject, type Json, list, object, text } from '../json.ts';
import { day, quantity } from '../words.ts';

export interface Difference {
  readonly name: string;
  readonly was: string;
  readonly becomes: string;
}

/** Applies a JSON merge patch (RFC 7396), as the server does with a correction. */
export function patched(was: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const out: Json = { ...object(was) };
  for (const [key, v] of Object.entries(patch)) {
    if (v === null) delete out[key];
    else out[key] = patched(out[key], v);
  }
  return out;
}

const places = (c: Json): string =>
  list(c.places)
    .map(object)
    .map((p) => [text(p.name), text(p.country), text(p.id)].filter(Boolean).join(' '))
    .join(', ');

const fields: readonly [() => string, (c: Json) => string][] = [
  [() => t('review.actor'), (c) => text(c.actor_name) || text(c.actor)],
  [() => t('review.status'), (c) => term('status', text(c.status))],
  [() => t('review.number'), (c) => (c.value ? quantity(value(c.value)) : '')],
  [() => t('review.place'), places],
  [() => t('claim.valid'), (c) => day(text(object(c.valid).start))],
  [() => t('claim.modality'), (c) => term('modality', text(c.modality))],
];

/** The fields that a patch changes, in words. A name that stays while the place behind it moves is told by its id. */
export function differences(claim: Json, patch: Json): Difference[] {
  const after = object(patched(claim, patch));
  return fields
    .map(([name, say]) => ({ name: name(), was: say(claim), becomes: say(after) }))
    .filter((d) => d.was !== d.becomes);
}
