// Adding a report: drop or paste, see at once what is read in it, then keep it.
import { post } from '../api.ts';
import type { App, View } from '../app.ts';
import { debounce, fill, h } from '../dom.ts';
import { explain } from '../explain.ts';
import { t } from '../i18n/i18n.ts';
import { incomingEvent, nextIncoming, stillIncoming } from '../incoming.ts';
import { type Json, list, object, text } from '../json.ts';
import { unpinAt } from '../map/pins.ts';
import { isAbort } from '../problem.ts';
import { dateField } from '../time/datefield.ts';
import { fields } from './addfields.ts';
import { body, type Form, readFile } from './form.ts';
import { preview } from './preview.ts';

/** How long after the last key the text is read, in milliseconds. */
const pause = 500;

const input = (type: string, id: string): HTMLInputElement =>
  h('input', { type, id, dir: type === 'text' ? 'auto' : null });

const emptyForm = (): Form => ({
  text: h('textarea', { id: 'add-text', dir: 'auto', spellcheck: 'false' }),
  title: input('text', 'add-title'),
  publisher: input('text', 'add-publisher'),
  published: dateField({ id: 'add-published', label: t('add.published'), value: '' }),
  url: input('url', 'add-url'),
});

/** Reads what stands in the form, and shows it; only the newest reading counts. */
function reader(app: App, f: Form, result: HTMLElement, signal: AbortSignal) {
  let running = new AbortController();
  const fail = (error: unknown): void => {
    if (!isAbort(error)) fill(result, h('p', { class: 'failed', role: 'alert' }, explain(error)));
    result.removeAttribute('aria-busy');
  };
  const run = (ask: (s: AbortSignal) => Promise<unknown>): void => {
    running.abort();
    running = new AbortController();
    const mine = running.signal;
    result.setAttribute('aria-busy', 'true');
    ask(AbortSignal.any([mine, signal]))
      .then((answer) => {
        if (mine.aborted) return;
        result.removeAttribute('aria-busy');
        fill(
          result,
          answer !== null && preview(app, text(object(object(answer).report).text) || f.text.value, object(answer)),
        );
      })
      .catch(fail);
  };
  const read = (): void => run(async (s) => (f.text.value.trim() === '' ? null : post('/geoparse', body(f), s)));
  return { run, read, fail };
}

/** After one report the next file that was dropped, or the report on the map at its day. */
function saved(app: App, answer: Json, day: string): boolean {
  app.reload();
  if (stillIncoming() > 0) return false;
  const first = object(list(answer.reports)[0]);
  app.store.set({ open: `report/${text(first.id)}`, ...(day !== '' && { valid: day }) });
  return true;
}

export const addView: View = (app, _args, signal) => {
  const f = emptyForm();
  const result = h('div', { class: 'result-of-reading' });
  const more = h('p', { class: 'muted', role: 'status' });
  const { run, read, fail } = reader(app, f, result, signal);
  unpinAt(app, signal);
  const next = (): void => {
    const incoming = nextIncoming();
    more.textContent = stillIncoming() > 0 ? t('add.more', { n: stillIncoming() }) : '';
    if (incoming instanceof File) run((s) => readFile(f, incoming, s));
    else if (incoming !== undefined) {
      f.text.value = incoming;
      read();
    }
  };
  const save = async (): Promise<void> => {
    const button = node.querySelector<HTMLButtonElement>('#add-save');
    if (button) button.disabled = true;
    try {
      if (!saved(app, object(await post('/reports', body(f), signal)), f.published.value())) next();
    } finally {
      if (button) button.disabled = false;
    }
  };
  f.text.addEventListener('input', debounce(pause, read));
  window.addEventListener(incomingEvent, next, { signal });
  const node = h(
    'article',
    { class: 'add' },
    h('h2', {}, t('add.title')),
    h('p', { class: 'muted' }, t('add.note')),
    more,
    fields(f, { save: () => void save().catch(fail), read, file: (file) => run((s) => readFile(f, file, s)) }),
    result,
  );
  next();
  return node;
};
