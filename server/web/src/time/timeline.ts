// The foot of the page: which day the map shows, what was known by when, and the reports of each day.
import type { App } from '../app.ts';
import { debounce, fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { day, whole } from '../words.ts';
import { calendarClosed } from './datefield.ts';
import { dates } from './dates.ts';
import { bins, fromDay, type Range, rangeOf, toDay } from './days.ts';
import { histogram } from './histogram.ts';
import { makePlayer } from './play.ts';

export interface Timeline {
  /** The days of the reports there are; they make the histogram and the slider's range. */
  setReports(published: readonly string[]): void;
  draw(): void;
  step(days: number): void;
  play(): void;
}

export function makeTimeline(app: App, root: HTMLElement): Timeline {
  let days: number[] = [];
  const range = (): Range => {
    const { valid, compare } = app.store.get();
    return (
      rangeOf(
        days,
        [toDay(valid), toDay(compare)].filter((d) => !Number.isNaN(d)),
      ) ?? { first: toDay(app.valid()) - 13, last: toDay(app.valid()) }
    );
  };
  const go = (d: number): void => {
    const r = range();
    app.store.set({ valid: fromDay(Math.min(Math.max(d, r.first), r.last)) }, 'replace');
  };
  const later = debounce(60, go);
  const player = makePlayer(
    () => {
      const now = toDay(app.valid());
      if (now >= range().last) return false;
      go(now + 1);
      return true;
    },
    () => draw(),
  );
  const step = (by: number): void => go(toDay(app.valid()) + by);
  // An open calendar stays while answers come in, and so does a day half typed; the foot is drawn when they are done.
  let waiting = false;
  const resume = (): void => {
    if (waiting) setTimeout(draw);
  };
  root.addEventListener(calendarClosed, resume);
  root.addEventListener('focusout', resume);
  root.addEventListener('change', resume);
  const draw = (): void => {
    waiting = root.querySelector('.calendar') !== null || typing(root);
    if (waiting) return;
    const focused = document.activeElement?.id ?? '';
    fill(root, buttons(step, player), slider(app, days, range(), later), dates(app));
    if (focused !== '' && root.querySelector(`#${CSS.escape(focused)}`)) document.getElementById(focused)?.focus();
  };
  const setReports = (published: readonly string[]): void => {
    days = published.map(toDay).filter((d) => !Number.isNaN(d));
    draw();
  };
  return { setReports, draw, step, play: () => player.toggle() };
}

/** Whether the reader is writing a day: the field says something else than when it was drawn. */
function typing(root: HTMLElement): boolean {
  const at = document.activeElement;
  return at instanceof HTMLInputElement && root.contains(at) && at.matches('.day') && at.dataset.typed === 'yes';
}

function buttons(step: (by: number) => void, player: { playing(): boolean; toggle(): void }): HTMLElement {
  const button = (id: string, sign: string, label: string, onclick: () => void): HTMLElement =>
    h('button', { type: 'button', id, title: label, 'aria-label': label, onclick }, sign);
  const play = player.playing();
  return h(
    'div',
    { class: 'steps', dir: 'ltr' },
    button('play', play ? '❚❚' : '▶', play ? t('time.pause') : t('time.play'), () => player.toggle()),
    button('back', '‹', t('time.back'), () => step(-1)),
    button('forward', '›', t('time.forward'), () => step(1)),
  );
}

function slider(app: App, days: readonly number[], range: Range, go: (d: number) => void): HTMLElement {
  const now = toDay(app.valid());
  const other = toDay(app.store.get().compare);
  const bars = bins(days, range, 240);
  const input = h('input', {
    id: 'day',
    type: 'range',
    min: range.first,
    max: range.last,
    value: Number.isNaN(now) ? range.last : now,
    'aria-label': t('time.slider'),
    'aria-valuetext': day(app.valid()),
    oninput: (e) => go(Number((e.target as HTMLInputElement).value)),
  });
  const size = bars[0]?.size ?? 1;
  const caption = size === 1 ? t('time.perday') : t('time.perdays', { days: size });
  return h(
    'div',
    { class: 'slider', dir: 'ltr' },
    h('div', { class: 'track' }, histogram(bars, range, now, other) as unknown as Node, input),
    h(
      'div',
      { class: 'ends' },
      h('span', { dir: 'auto' }, day(fromDay(range.first))),
      h('span', { dir: 'auto' }, `${t('layers.reports')}: ${whole(days.length)} · ${caption}`),
      h('span', { dir: 'auto' }, day(fromDay(range.last))),
    ),
  );
}
