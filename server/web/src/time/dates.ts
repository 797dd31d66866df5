// The fields beside the slider: the day, what was known by when, the window of movements, the day to compare with.
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { dateField } from './datefield.ts';
import { fromDay, toDay } from './days.ts';

export function dates(app: App): HTMLElement {
  const { known, compare, days } = app.store.get();
  const comparing = compare !== '';
  const toggle = (): void => {
    if (comparing) app.store.set({ compare: '', open: app.store.get().open === 'changes' ? '' : app.store.get().open });
    else app.store.set({ compare: fromDay(toDay(app.valid()) - 7), open: 'changes' });
  };
  const option = (n: number, label: string): HTMLElement => h('option', { value: n, selected: n === days }, label);
  const onwindow = (e: Event): void => app.store.set({ days: Number((e.target as HTMLSelectElement).value) });
  const field = (id: 'valid' | 'known' | 'compare', label: string, value: string, empty?: string): HTMLElement => {
    const change = (v: string): void => app.store.set({ [id]: v });
    const { node } = dateField({ id, label, value, near: app.valid(), change, ...(empty !== undefined && { empty }) });
    return h('div', { class: 'labelled' }, h('label', { for: id }, label), node);
  };
  return h(
    'div',
    { class: 'dates' },
    field('valid', t('time.valid'), app.valid()),
    field('known', t('time.known'), known, t('date.now')),
    h(
      'label',
      {},
      h('span', {}, t('time.window')),
      h(
        'select',
        { id: 'window', onchange: onwindow },
        option(1, t('time.day')),
        option(7, t('time.week')),
        option(30, t('time.month')),
        option(0, t('time.all')),
      ),
    ),
    comparing && field('compare', t('time.compare'), compare),
    h(
      'button',
      {
        type: 'button',
        id: 'compare-toggle',
        class: comparing ? 'on' : '',
        'aria-pressed': String(comparing),
        onclick: toggle,
      },
      '⇄ ',
      t('time.compare'),
    ),
  );
}
