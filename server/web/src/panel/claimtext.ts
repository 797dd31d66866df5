// A claim as one line a person would say, in the reader's language.
import { isolate, onward, t, term } from '../i18n/i18n.ts';
import { quantity } from '../words.ts';
import type { Claim } from './claimdata.ts';

const at = (c: Claim, ...roles: string[]): string =>
  c.places
    .filter((p) => roles.includes(p.role))
    .map((p) => (p.relation === 'vicinity' ? t('near', { place: isolate(p.name) }) : isolate(p.name)))
    .join(', ');

const where = (c: Claim): string => at(c, 'at', 'along', 'anchor') || c.places.map((p) => isolate(p.name)).join(', ');

/** "ISIS · captured · Tal Afar"; "≈ 200,000 persons: Tal Afar → unknown". */
export function claimLine(c: Claim): string {
  const from = at(c, 'origin', 'from');
  const to = at(c, 'destination', 'to');
  switch (c.kind) {
    case 'flow':
    case 'return':
    case 'movement': {
      const who = c.value ? isolate(quantity(c.value)) : isolate(c.actor) || t('value.unknown');
      return `${[c.kind === 'movement' ? isolate(c.actor) : '', who].filter(Boolean).join(', ')}: ${from || '?'} ${onward()} ${to || '?'}`;
    }
    case 'stock':
      return `${isolate(quantity(c.value))} · ${where(c)}`;
    case 'line':
      return `${isolate(c.actor)} · ${term('kind', 'line')} · ${from || '?'} – ${to || '?'}`;
    case 'relation':
      return `${c.places.map((p) => isolate(p.name)).join(' – ')} · ${isolate(quantity(c.value))}`;
    default:
      return [isolate(c.actor) || t('actor.unknown'), term('status', c.status) || term('kind', c.kind), where(c)]
        .filter(Boolean)
        .join(' · ');
  }
}
