// The stamp on the map: as of when, known by when, for whom, and what borders mean. It goes along on every picture.
import type { App } from '../app.ts';
import { fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { day, moment } from '../words.ts';

/** "As of 16 Jun 2014, 24:00 UTC · known 25 Nov 2026". */
export function asOf(app: App, valid = app.valid()): string {
  const { known, profile } = app.store.get();
  const knownText = known === '' ? t('stamp.knownnow') : t('stamp.known', { day: day(known) });
  const who = profile === 'public' ? ` · ${t('profile.public')}` : '';
  return `${t('stamp.asof', { day: day(valid) })} · ${knownText}${who}`;
}

export const printed = (now: Date): string => t('stamp.made', { moment: moment(now.toISOString()) });

export function drawStamp(app: App, root: HTMLElement): void {
  const { compare } = app.store.get();
  const both = compare === '' ? '' : `${day(compare)} ↔ `;
  fill(root, h('span', {}, both + asOf(app)), h('small', {}, t('stamp.borders')));
  const empty = document.getElementById('empty');
  if (empty && empty.childElementCount === 0) {
    fill(
      empty,
      h('h2', {}, t('empty.title')),
      h('p', {}, t('empty.text')),
      h('button', { type: 'button', class: 'primary', onclick: () => app.open('add') }, t('bar.add')),
    );
  }
  const busy = document.getElementById('busy');
  if (busy) busy.textContent = t('busy');
}
