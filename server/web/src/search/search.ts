// The search box: one list of all that is found, by keyboard or pointer (the combobox pattern of the ARIA practices).
import type { App } from '../app.ts';
import { debounce, fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { type Found, find } from './found.ts';

/** How long after the last key the question is asked, in milliseconds. */
const pause = 90;

const makeInput = (): HTMLInputElement =>
  h('input', {
    id: 'search',
    type: 'search',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: t('search.placeholder'),
    'aria-label': t('search.label'),
    'aria-expanded': 'false',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    dir: 'auto',
  });

/** The list under the box; a line is picked before the box loses the focus. */
function lines(found: readonly Found[], at: number, pick: (i: number) => void): HTMLElement[] {
  if (found.length === 0) return [h('li', { class: 'group' }, t('search.nothing'))];
  const onmousedown = (i: number) => (e: Event) => {
    e.preventDefault();
    pick(i);
  };
  return found.flatMap((f, i) => {
    const head = f.group !== found[i - 1]?.group && h('li', { class: 'group', role: 'presentation' }, f.group);
    const props = { id: `found-${i}`, role: 'option', 'aria-selected': String(i === at), onmousedown: onmousedown(i) };
    const line = h('li', props, h('b', { dir: 'auto' }, f.label), h('span', { dir: 'auto' }, f.note));
    return head ? [head, line] : [line];
  });
}

export function makeSearch(app: App): HTMLElement {
  let found: Found[] = [];
  let at = -1;
  /** Enter was pressed before the answer came: the first that is found is meant. */
  let hurried = false;
  let running = new AbortController();
  const results = h('ul', { id: 'found', role: 'listbox', 'aria-label': t('search.label'), hidden: true });
  const input = makeInput();
  const close = (): void => {
    results.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const leave = (): void => {
    input.value = '';
    close();
    input.blur();
  };
  const pick = (i: number): void => {
    found[i]?.pick();
    leave();
  };
  const draw = (): void => {
    fill(results, ...lines(found, at, pick));
    results.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    if (at >= 0) input.setAttribute('aria-activedescendant', `found-${at}`);
  };
  const look = debounce(pause, () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const q = input.value.trim();
    if (q === '') return close();
    void find(app, q, signal).then((all) => {
      if (signal.aborted) return;
      found = all;
      at = found.length > 0 ? 0 : -1;
      draw();
      if (hurried && at === 0) pick(0);
      hurried = false;
    });
  });
  input.addEventListener('input', look);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      leave();
      e.stopPropagation();
    }
    if (e.key === 'Enter' && !results.hidden && at >= 0) pick(at);
    else hurried = e.key === 'Enter' && input.value.trim() !== '';
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    e.preventDefault();
    at = (at + (e.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length);
    draw();
  });
  return h('div', { class: 'search', role: 'search' }, input, results);
}
