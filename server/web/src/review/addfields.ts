// The fields of a report to be added. Files may be dropped anywhere on the page; here they can be chosen as well.
import { h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import type { Form } from './form.ts';

interface Deeds {
  save(): void;
  read(): void;
  file(file: File): void;
}

const label = (name: string, field: HTMLElement): HTMLElement => h('label', {}, h('span', {}, name), field);

export function fields(f: Form, deeds: Deeds): HTMLElement {
  const choose = (): void => {
    const [chosen] = file.files ?? [];
    if (chosen) deeds.file(chosen);
  };
  const accept = '.txt,.md,.html,.htm,.xhtml,.json';
  const file = h('input', { type: 'file', id: 'add-file', class: 'hidden', accept, onchange: choose });
  const onsubmit = (e: Event): void => {
    e.preventDefault();
    deeds.save();
  };
  return h(
    'form',
    { class: 'form', onsubmit },
    h(
      'div',
      { class: 'drop' },
      label(t('add.text'), f.text),
      h('label', { class: 'file', for: 'add-file' }, h('span', {}, t('add.file')), file),
      h('small', { class: 'muted' }, t('add.drop')),
    ),
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
      h('button', { type: 'button', id: 'add-read', onclick: deeds.read }, t('add.preview')),
    ),
  );
}
