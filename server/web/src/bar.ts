// The head of the page: name, search, profile, adding, reviewing, and the rest in a menu.
import type { App } from './app.ts';
import { fill, h } from './dom.ts';
import { isLanguage, lang, languages, t, term } from './i18n/i18n.ts';
import { makeSearch } from './search/search.ts';
import { type Session, setToken, token } from './session.ts';

export function drawBar(app: App, root: HTMLElement, session: Session): void {
  fill(
    root,
    h('h1', {}, h('img', { src: '/icon.svg', alt: '', width: 24, height: 24 }), t('app.name')),
    makeSearch(app),
    session.profiles.length > 1 && profileChoice(app, session),
    session.mayAdd &&
      h(
        'button',
        { type: 'button', id: 'open-add', onclick: () => app.open('add') },
        '+ ',
        h('span', {}, t('bar.add')),
      ),
    session.mayReview &&
      h(
        'button',
        { type: 'button', id: 'open-review', onclick: () => app.open('review') },
        h('span', {}, t('bar.review')),
        ' ',
        h('span', { id: 'pending', class: 'badge', hidden: true }),
      ),
    menu(app),
  );
}

function profileChoice(app: App, session: Session): HTMLElement {
  const now = app.store.get().profile || session.profile;
  const option = (name: string): HTMLElement =>
    h('option', { value: name, selected: name === now }, term('profile', name));
  const onchange = (e: Event): void => {
    const chosen = (e.target as HTMLSelectElement).value;
    app.store.set({ profile: chosen === session.profile ? '' : chosen });
  };
  return h(
    'label',
    { class: 'profile' },
    h('span', { class: 'hidden' }, t('bar.profile')),
    h('select', { id: 'profile', onchange }, ...session.profiles.map(option)),
  );
}

function menu(app: App): HTMLElement {
  const entry = (id: string, label: string, run: () => void): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        id,
        onclick: (e) => {
          (e.currentTarget as HTMLElement).closest('details')?.removeAttribute('open');
          run();
        },
      },
      label,
    );
  const onlang = (e: Event): void => {
    const chosen = (e.target as HTMLSelectElement).value;
    if (isLanguage(chosen)) app.store.set({ lang: chosen });
  };
  const tongues = Object.entries(languages).map(([code, name]) =>
    h('option', { value: code, selected: code === lang(), lang: code }, name),
  );
  return h(
    'details',
    { class: 'menu', id: 'menu' },
    h('summary', { 'aria-label': t('bar.menu'), title: t('bar.menu') }, '⋯'),
    h(
      'div',
      { class: 'sheet' },
      entry('open-layers', t('layers.title'), () => app.open('layers')),
      entry('open-list', t('list.title'), () => app.open('list')),
      entry('open-measure', t('measure.title'), () => app.open('measure')),
      entry('open-share', t('share.title'), () => app.open('share')),
      entry('open-keys', t('keys.title'), () => app.open('keys')),
      entry('toggle-theme', t('bar.theme'), () => window.dispatchEvent(new Event('dateline-theme'))),
      h(
        'label',
        {},
        h('span', {}, t('review.token')),
        h('input', {
          type: 'password',
          id: 'token',
          value: token(),
          autocomplete: 'off',
          onchange: (e) => setToken((e.target as HTMLInputElement).value),
        }),
      ),
      h('label', {}, h('span', {}, t('bar.language')), h('select', { id: 'language', onchange: onlang }, ...tongues)),
    ),
  );
}
