// A month to choose a day from, in the page's language; arrows move by day and week, Page keys by month.
import { fill, h } from '../dom.ts';
import { direction, lang, t } from '../i18n/i18n.ts';
import { date, day } from '../words.ts';
import { fromDay, toDay } from './days.ts';

const name = (iso: string, options: Intl.DateTimeFormatOptions): string =>
  date(Date.parse(`${iso}T00:00:00Z`), options);

/** The first day of the week: 1 Monday to 7 Sunday, by the language where the browser knows it. */
function weekStart(): number {
  const known = new Intl.Locale(lang()) as Intl.Locale & { getWeekInfo?(): { firstDay: number } };
  return lang() === 'en' ? 1 : (known.getWeekInfo?.().firstDay ?? 1);
}

/** A day so many months on, in the last day of the month where it has no such day. */
export function addMonths(iso: string, by: number): string {
  const [y = 1970, m = 1, d = 1] = iso.split('-').map(Number);
  const last = new Date(Date.UTC(y, m + by, 0));
  return `${last.toISOString().slice(0, 7)}-${String(Math.min(d, last.getUTCDate())).padStart(2, '0')}`;
}

export interface Calendar {
  readonly node: HTMLElement;
  focus(): void;
}

/** `choose` gets the day, or '' for none where `clear` allows it. */
export function calendar(start: string, clear: boolean, choose: (iso: string) => void): Calendar {
  const node = h('div', { class: 'calendar', role: 'dialog', 'aria-label': t('date.choose') });
  let at = start;
  const turn = (to: string, focus: boolean): void => {
    at = to;
    draw();
    if (focus) node.querySelector<HTMLElement>('[tabindex="0"][data-day]')?.focus();
  };
  const draw = (): void =>
    fill(
      node,
      header(at, (by) => turn(addMonths(at, by), false)),
      grid(at, start, choose),
      clear && none(choose),
    );
  node.addEventListener('keydown', (e) => {
    const to = moved(at, e.key);
    if (to === '' || !(e.target instanceof HTMLElement) || !e.target.dataset.day) return;
    e.preventDefault();
    e.stopPropagation();
    turn(to, true);
  });
  draw();
  return { node, focus: () => turn(at, true) };
}

function moved(at: string, key: string): string {
  const side = direction() === 'rtl' ? -1 : 1;
  const days = { ArrowLeft: -side, ArrowRight: side, ArrowUp: -7, ArrowDown: 7 }[key];
  if (days !== undefined) return fromDay(toDay(at) + days);
  return key === 'PageUp' ? addMonths(at, -1) : key === 'PageDown' ? addMonths(at, 1) : '';
}

function header(at: string, go: (by: number) => void): HTMLElement {
  const step = (label: string, sign: string, by: number): HTMLElement =>
    h('button', { type: 'button', 'aria-label': label, title: label, onclick: () => go(by) }, sign);
  return h(
    'div',
    { class: 'month' },
    step(t('date.yearback'), '«', -12),
    step(t('date.back'), '‹', -1),
    h('strong', { 'aria-live': 'polite' }, name(at, { month: 'long', year: 'numeric' })),
    step(t('date.on'), '›', 1),
    step(t('date.yearon'), '»', 12),
  );
}

function grid(at: string, chosen: string, choose: (iso: string) => void): HTMLElement {
  const first = toDay(`${at.slice(0, 7)}-01`);
  // Day 0, 1970-01-01, was a Thursday: the fourth of a week that begins on Monday.
  const lead = (((first + 3 - (weekStart() - 1)) % 7) + 7) % 7;
  const begin = first - lead;
  const cell = (n: number): HTMLElement => {
    const iso = fromDay(n);
    return h(
      'button',
      {
        type: 'button',
        'data-day': iso,
        tabindex: iso === at ? 0 : -1,
        class: iso.slice(0, 7) === at.slice(0, 7) ? '' : 'other',
        'aria-label': day(iso),
        'aria-pressed': String(iso === chosen),
        onclick: () => choose(iso),
      },
      String(Number(iso.slice(8))),
    );
  };
  const days = Array.from({ length: 42 }, (_, i) => begin + i);
  const heads = days
    .slice(0, 7)
    .map((n) => h('span', { 'aria-hidden': 'true' }, name(fromDay(n), { weekday: 'narrow' })));
  return h('div', { class: 'days' }, ...heads, ...days.map(cell));
}

const none = (choose: (iso: string) => void): HTMLElement =>
  h('button', { type: 'button', class: 'link', onclick: () => choose('') }, t('date.none'));
