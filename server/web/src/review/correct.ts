// Corrects a claim: its actor, status, number, day and places. What changes is shown before it is saved.
import type { App } from '../app.ts';
import { fill, h } from '../dom.ts';
import { actors } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { type Json, text } from '../json.ts';
import { changedList } from '../panel/changed.ts';
import type { Claim } from '../panel/claimdata.ts';
import { differences } from '../panel/differences.ts';
import { all } from '../situation.ts';
import { dateField } from '../time/datefield.ts';
import { numberFields } from './numbers.ts';
import { placePick } from './placepick.ts';

const statuses = [
  'captured',
  'controls',
  'lost',
  'contested',
  'withdrew',
  'advancing',
  'present',
  'joint',
  'besieged',
  'lifted',
];

const field = (id: string, name: string, node: HTMLElement): HTMLElement =>
  h('label', { for: id }, h('span', {}, name), node);

/** Another actor: one of the map where the name is its own, so that both are one; else a name without an id. */
function renamed(name: string, known: ReadonlyMap<string, string>): Json {
  const id = [...known].find(([, n]) => n === name)?.[0] ?? null;
  return { actor: name, actor_name: name, actor_id: id };
}

/** The day on which it was so; the server's interval ends with that day. */
function dated(day: string): Json {
  const end = new Date(Date.parse(`${day}T00:00:00Z`) + 86400e3).toISOString().replace('.000Z', 'Z');
  return { valid: { start: `${day}T00:00:00Z`, end, precision: 'day' } };
}

type Save = (correction: Json, reason: string, accept: boolean) => void;

/** The form; `save` gets what differs from the claim. It holds the map's clicks until the signal ends it. */
export function correctionForm(app: App, c: Claim, save: Save, signal: AbortSignal): HTMLElement {
  const wasActor = text(c.raw.actor_name) || c.actor;
  const wasDay = c.validFrom.slice(0, 10);
  const known = new Map(all(app.situation()).flatMap(actors));
  const actor = h('input', { type: 'text', id: 'correct-actor', value: wasActor, dir: 'auto', list: 'known-actors' });
  const option = (s: string): HTMLElement =>
    h('option', { value: s, selected: s === c.status }, s === '' ? '–' : term('status', s));
  const status = h('select', { id: 'correct-status' }, ...['', ...statuses].map(option));
  const changes = h('div', { class: 'changes-ahead', 'aria-live': 'polite' });
  const tell = (): void => {
    const all = differences(c.raw, correction());
    fill(changes, all.length > 0 && changedList(all));
  };
  const day = dateField({ id: 'correct-day', label: t('claim.valid'), value: wasDay, change: () => tell() });
  const numbers = numberFields(c);
  const reason = h('input', { type: 'text', id: 'correct-reason', dir: 'auto' });
  const pick = placePick(app, c, () => tell(), signal);
  const correction = (): Json => {
    const places = pick.places();
    const value = numbers.patch();
    return {
      ...(actor.value !== wasActor && renamed(actor.value, known)),
      ...(status.value !== c.status && { status: status.value }),
      ...(value && { value }),
      ...(day.value() !== wasDay && day.value() !== '' && dated(day.value())),
      ...(places && { places }),
    };
  };
  const send = (accept: boolean) => (e: Event) => {
    e.preventDefault();
    save(correction(), reason.value.trim(), accept);
  };
  return h(
    'form',
    { class: 'form correcting', onsubmit: send(true), oninput: tell },
    field('correct-actor', t('review.actor'), actor),
    h('datalist', { id: 'known-actors' }, ...[...known.values()].map((n) => h('option', { value: n }))),
    h(
      'div',
      { class: 'pair' },
      field('correct-status', t('review.status'), status),
      h('div', { class: 'labelled' }, h('label', { for: 'correct-day' }, t('claim.valid')), day.node),
    ),
    numbers.node,
    pick.node,
    field('correct-reason', t('review.reason'), reason),
    changes,
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'submit', class: 'primary' }, t('review.saveaccept')),
      h('button', { type: 'button', onclick: send(false) }, t('review.save')),
    ),
  );
}
