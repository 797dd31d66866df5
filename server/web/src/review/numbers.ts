// The number of a claim under correction: one figure or a range, and what it counts.
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import type { Json } from '../json.ts';
import type { Claim } from '../panel/claimdata.ts';

export interface NumberFields {
  readonly node: HTMLElement;
  /** What differs from the claim's number as a merge patch; null where nothing does. */
  patch(): Json | null;
}

const parts = ['low', 'best', 'high'] as const;
const units = ['person', 'household', 'family'];

export function numberFields(c: Claim): NumberFields {
  const was = (part: (typeof parts)[number]): string => String(c.value?.[part] ?? '');
  const input = (part: (typeof parts)[number]): HTMLInputElement =>
    h('input', {
      type: 'number',
      id: part === 'best' ? 'correct-number' : `correct-${part}`,
      min: 0,
      value: was(part),
    });
  const inputs = { low: input('low'), best: input('best'), high: input('high') };
  const wasUnit = c.value?.unit ?? '';
  const offered = wasUnit === '' || units.includes(wasUnit) ? units : [wasUnit, ...units];
  const option = (u: string): HTMLElement =>
    h('option', { value: u, selected: u === (wasUnit || 'person') }, term('unit', u));
  const unit = h('select', { id: 'correct-unit' }, ...offered.map(option));
  const labelled = (name: string, node: HTMLElement): HTMLElement => h('label', {}, h('span', {}, name), node);
  return {
    node: h(
      'div',
      { class: 'figures' },
      labelled(t('review.low'), inputs.low),
      labelled(t('review.number'), inputs.best),
      labelled(t('review.high'), inputs.high),
      labelled(t('review.unit'), unit),
    ),
    patch() {
      const changed = parts.filter((p) => inputs[p].value !== was(p));
      const other = c.value !== null && unit.value !== wasUnit;
      if (changed.length === 0 && !other) return null;
      const figures = changed.map((p) => [p, inputs[p].value === '' ? null : Number(inputs[p].value)] as const);
      return { ...Object.fromEntries(figures), ...((other || c.value === null) && { unit: unit.value }) };
    },
  };
}
