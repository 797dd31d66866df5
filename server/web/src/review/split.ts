// Makes several claims of one that says two things: each part gets its actor and its places, and waits for review itself.
import { fill, h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { type Json, list, object } from '../json.ts';
import type { Claim } from '../panel/claimdata.ts';
import { act } from './act.ts';
import type { Queue } from './queue.ts';

interface Part {
  actor: string;
  readonly places: Set<number>;
}

/** Roles that a claim has once for each thing said; the ends of a movement or a line belong together. */
const several = new Set(['at', 'along', 'destination', 'origin']);

/** Two parts to begin with: one for each place of the role that stands twice, else the whole twice. */
function begin(c: Claim): Part[] {
  const all = c.places.map((_, i) => i);
  const role = c.places.find(
    (p, i) => several.has(p.role) && c.places.some((x, j) => j > i && x.role === p.role),
  )?.role;
  const twice = all.filter((i) => c.places[i]?.role === role);
  if (twice.length < 2) return [0, 1].map(() => ({ actor: c.actor, places: new Set(all) }));
  return twice.map((i) => ({ actor: c.actor, places: new Set(all.filter((j) => j === i || !twice.includes(j))) }));
}

/** The part as a claim of its own; another actor than the whole's has no id yet. */
function partOf(c: Claim, p: Part): Json {
  const { id: _, ...rest } = c.raw;
  const places = list(c.raw.places).filter((_x, i) => p.places.has(i));
  const renamed = p.actor === c.actor ? {} : { actor: p.actor, actor_name: p.actor, actor_id: '' };
  return { ...rest, ...renamed, places: places.map(object) };
}

export function splitForm(q: Queue, c: Claim): HTMLElement {
  const parts = begin(c);
  const listing = h('div', { class: 'parts' });
  const warning = h('p', { class: 'failed', role: 'alert' });
  const draw = (): void => fill(listing, ...parts.map((p, i) => partFields(c, p, i)));
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    const made = parts.map((p) => partOf(c, p));
    const alike = new Set(made.map((p) => JSON.stringify(p))).size < made.length;
    const bare = parts.some((p) => p.places.size === 0);
    warning.textContent = alike || bare ? t('review.splitalike') : '';
    if (!alike && !bare) void act(q, [{ action: 'split', parts: made }]);
  };
  draw();
  return h(
    'form',
    { class: 'form', onsubmit },
    h('p', { class: 'muted' }, t('review.splitnote')),
    listing,
    warning,
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'submit', class: 'primary' }, t('review.split').replace(/\s*…$/, '')),
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            parts.push({ actor: c.actor, places: new Set(c.places.map((_, i) => i)) });
            draw();
          },
        },
        t('review.part'),
      ),
    ),
  );
}

function partFields(c: Claim, p: Part, at: number): HTMLElement {
  const actor = h('input', { type: 'text', value: p.actor, dir: 'auto', 'data-part': at });
  actor.addEventListener('input', () => {
    p.actor = actor.value;
  });
  const place = (x: Claim['places'][number], i: number): HTMLElement => {
    const box = h('input', { type: 'checkbox', checked: p.places.has(i) });
    box.addEventListener('change', () => (box.checked ? p.places.add(i) : p.places.delete(i)));
    return h('label', { class: 'check-line' }, box, ` ${term('placerole', x.role)}: `, h('bdi', {}, x.name));
  };
  return h(
    'fieldset',
    {},
    h('legend', {}, t('review.partof', { n: at + 1 })),
    h('label', {}, h('span', {}, t('review.actor')), actor),
    ...c.places.map(place),
  );
}
