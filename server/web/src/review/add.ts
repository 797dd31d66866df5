// Adding a report: drop or paste, see at once what is read in it, then keep it.
import { post } from '../api.ts';
import type { View } from '../app.ts';
import { debounce, fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { list, object, text } from '../json.ts';
import { messageOf } from '../problem.ts';
import { dateField } from '../time/datefield.ts';
import { body, type Form, readFile } from './form.ts';
import { preview } from './preview.ts';

const input = (type: string, id: string): HTMLInputElement =>
  h('input', { type, id, dir: type === 'text' ? 'auto' : null });
const label = (name: string, field: HTMLElement): HTMLElement => h('label', {}, h('span', {}, name), field);

export const addView: View = (app, _args, signal) => {
  const f: Form = {
    text: h('textarea', { id: 'add-text', dir: 'auto', spellcheck: 'false' }),
    title: input('text', 'add-title'),
    publisher: input('text', 'add-publisher'),
    published: dateField({ id: 'add-published', label: t('add.published'), value: '' }),
    url: input('url', 'add-url'),
  };
  const result = h('div', {});
  const fail = (error: unknown): void => fill(result, h('p', { class: 'failed', role: 'alert' }, messageOf(error)));
  const read = async (): Promise<void> => {
    if (f.text.value.trim() === '') return;
    const answer = object(await post('/geoparse', body(f), signal));
    fill(result, preview(app, text(object(answer.report).text) || f.text.value, answer));
  };
  const later = debounce(500, () => void read().catch(fail));
  const save = async (): Promise<void> => {
    const answer = object(await post('/reports', body(f), signal));
    const first = object(list(answer.reports)[0]);
    app.reload();
    const day = f.published.value();
    app.store.set({ open: `report/${text(first.id)}`, ...(day !== '' && { valid: day }) });
  };
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) void readFile(f, file).then(read).catch(fail);
  };
  f.text.addEventListener('input', later);
  const file = h('input', {
    type: 'file',
    id: 'add-file',
    accept: '.txt,.html,.htm,.json,.md',
    onchange: () => take(file.files),
  });
  const zone = h('div', { class: 'drop' }, label(t('add.text'), f.text), label(t('add.file'), file));
  zone.addEventListener('dragover', (e) => {
    e.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (e) => {
    e.preventDefault();
    zone.classList.remove('over');
    take(e.dataTransfer?.files ?? null);
  });
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    void save().catch(fail);
  };
  return h(
    'article',
    { class: 'add' },
    h('h2', {}, t('add.title')),
    h('p', { class: 'muted' }, t('add.note')),
    h(
      'form',
      { class: 'form', onsubmit },
      zone,
      label(t('add.heading'), f.title),
      h(
        'div',
        { class: 'pair' },
        label(t('add.publisher'), f.publisher),
        h('div', { class: 'labelled' }, h('label', { for: 'add-published' }, t('add.published')), f.published.node),
      ),
      label(t('add.url'), f.url),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'submit', id: 'add-save', class: 'primary' }, t('add.save')),
        h('button', { type: 'button', id: 'add-read', onclick: () => void read().catch(fail) }, t('add.preview')),
      ),
    ),
    result,
  );
};
