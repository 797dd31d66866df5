// A field for a day, in the language of the page (a browser's own field speaks the language of the browser): typed or chosen.
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { day } from '../words.ts';
import { calendar } from './calendar.ts';
import { readDay } from './datetext.ts';

export interface DateField {
  readonly node: HTMLElement;
  /** The day as YYYY-MM-DD, or ''. */
  value(): string;
  set(iso: string): void;
}

export interface DateOptions {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What an empty field means; without it the field wants a day. */
  readonly empty?: string;
  /** The month to open where the field is empty, YYYY-MM-DD. */
  readonly near?: string;
  change?(iso: string): void;
}

export function dateField(o: DateOptions): DateField {
  let now = o.value;
  const input = h('input', {
    id: o.id,
    type: 'text',
    class: 'day',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: o.empty ?? t('date.example', { day: day('2014-06-16') }),
    value: day(now),
  });
  const button = h('button', {
    type: 'button',
    class: 'open-calendar',
    'aria-label': `${o.label}: ${t('date.choose')}`,
    'aria-expanded': 'false',
  });
  const node = h('span', { class: 'datefield' }, input, button);
  const set = (iso: string): void => {
    now = iso;
    input.value = day(iso);
    input.removeAttribute('aria-invalid');
    delete input.dataset.typed;
  };
  const take = (iso: string): void => {
    const before = now;
    set(iso);
    if (iso !== before) o.change?.(iso);
  };
  // What is being written must not be lost when the page is drawn again: timeline.ts waits for it.
  input.addEventListener('input', () => {
    input.dataset.typed = 'yes';
  });
  input.addEventListener('change', () => {
    const read = readDay(input.value);
    if (read !== '' || (input.value.trim() === '' && o.empty !== undefined)) take(read);
    else input.setAttribute('aria-invalid', 'true');
  });
  popup(node, button, () => now || o.near || new Date().toISOString().slice(0, 10), o.empty !== undefined, take);
  return { node, value: () => now || readDay(input.value), set };
}

/** Bubbles from a field whose calendar has closed. */
export const calendarClosed = 'calendarclosed';

/** Opens and closes the calendar under a field; Escape and a click elsewhere close it. */
function popup(
  node: HTMLElement,
  button: HTMLElement,
  start: () => string,
  clear: boolean,
  take: (iso: string) => void,
): void {
  let open: HTMLElement | null = null;
  const close = (back: boolean): void => {
    const was = open;
    open = null;
    was?.remove();
    button.setAttribute('aria-expanded', 'false');
    if (back) button.focus();
    node.dispatchEvent(new Event(calendarClosed, { bubbles: true }));
  };
  const show = (): void => {
    const shown = calendar(start(), clear, (iso) => {
      close(true);
      take(iso);
    });
    open = shown.node;
    node.append(open);
    button.setAttribute('aria-expanded', 'true');
    shown.focus();
  };
  button.addEventListener('click', () => (open ? close(true) : show()));
  // Drawing another month takes the focused day away before its successor has the focus: look after that.
  node.addEventListener('focusout', () =>
    setTimeout(() => {
      if (open && !node.contains(document.activeElement)) close(false);
    }),
  );
  node.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || !open) return;
    e.stopPropagation();
    close(true);
  });
}
