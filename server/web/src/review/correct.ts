// Corrects a claim: its actor, status, number, and its places.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { actors } from '../feature.ts';
import { t, term } from '../i18n/i18n.ts';
import { type Json, text } from '../json.ts';
import type { Claim } from '../panel/claimdata.ts';
import { all } from '../situation.ts';
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

/** The form; `save` gets what differs from the claim. It holds the map's clicks until the signal ends it. */
export function correctionForm(
  app: App,
  c: Claim,
  save: (correction: Json, reason: string) => void,
  signal: AbortSignal,
): HTMLElement {
  const wasActor = text(c.raw.actor_name) || c.actor;
  const wasNumber = String(c.value?.best ?? '');
  const known = new Map(all(app.situation()).flatMap(actors));
  const actor = h('input', { type: 'text', id: 'correct-actor', value: wasActor, dir: 'auto', list: 'known-actors' });
  const status = h(
    'select',
    { id: 'correct-status' },
    h('option', { value: '' }, '–'),
    ...statuses.map((s) => h('option', { value: s, selected: s === c.status }, term('status', s))),
  );
  const best = h('input', { type: 'number', id: 'correct-number', min: 0, value: wasNumber });
  const reason = h('input', { type: 'text', id: 'correct-reason', dir: 'auto' });
  const pick = placePick(app, c, signal);
  const correction = (): Json => {
    const places = pick.places();
    return {
      ...(actor.value !== wasActor && renamed(actor.value, known)),
      ...(status.value !== c.status && { status: status.value }),
      ...(best.value !== wasNumber && { value: { best: best.value === '' ? null : Number(best.value) } }),
      ...(places && { places }),
    };
  };
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    save(correction(), reason.value.trim());
  };
  return h(
    'form',
    { class: 'form', onsubmit },
    field('correct-actor', t('review.actor'), actor),
    h('datalist', { id: 'known-actors' }, ...[...known.values()].map((n) => h('option', { value: n }))),
    h(
      'div',
      { class: 'pair' },
      field('correct-status', t('review.status'), status),
      field('correct-number', t('review.number'), best),
    ),
    pick.node,
    field('correct-reason', t('review.reason'), reason),
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, t('review.save'))),
  );
}
