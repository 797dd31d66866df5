// Adding a report: drop or paste, see at once what is read in it, then keep it.
import { post } from '../api.ts';
import type { App, View } from '../app.ts';
import { debounce, fill, h } from '../dom.ts';
import { t } from '../i18n/i18n.ts';
import { isObject, type Json, list, number, object, text } from '../json.ts';
import { move } from '../map/create.ts';
import { claimCard } from '../panel/claim.ts';
import { claim, source, sourced } from '../panel/claimdata.ts';
import { cut } from '../panel/highlight.ts';
import { mentionBox } from '../panel/report.ts';
import { messageOf } from '../problem.ts';

interface Form {
  readonly text: HTMLTextAreaElement;
  readonly title: HTMLInputElement;
  readonly publisher: HTMLInputElement;
  readonly published: HTMLInputElement;
  readonly url: HTMLInputElement;
}

const body = (f: Form): Json => {
  const day = f.published.value;
  const all: Json = {
    text: f.text.value,
    title: f.title.value,
    publisher: f.publisher.value,
    url: f.url.value,
    published: day === '' ? '' : `${day}T00:00:00Z`,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== ''));
};

/** Puts a dropped file into the form: text as it is, the text of an HTML page, the fields of JSON. */
export async function readFile(f: Form, file: File): Promise<void> {
  const content = await file.text();
  const kind = file.name.toLowerCase();
  if (kind.endsWith('.json')) fromJSON(f, content);
  else if (/\.html?$/.test(kind)) fromHTML(f, content);
  else f.text.value = content;
}

function fromJSON(f: Form, content: string): void {
  const parsed: unknown = JSON.parse(content);
  const r = object(isObject(parsed) && isObject(parsed.report) ? parsed.report : parsed);
  for (const key of ['text', 'title', 'publisher', 'url'] as const)
    if (text(r[key]) !== '') f[key].value = text(r[key]);
  f.published.value = text(r.published).slice(0, 10);
}

function fromHTML(f: Form, content: string): void {
  const page = new DOMParser().parseFromString(content, 'text/html');
  const meta = (...names: string[]): string =>
    names
      .map((n) => page.querySelector(`meta[property="${n}"],meta[name="${n}"]`)?.getAttribute('content') ?? '')
      .find((v) => v !== '') ?? '';
  for (const e of page.querySelectorAll('script,style,nav,header,footer,aside,form')) e.remove();
  const paragraphs = [...(page.querySelector('article') ?? page.body).querySelectorAll('p')].map(
    (p) => p.textContent?.replace(/\s+/g, ' ').trim() ?? '',
  );
  f.text.value = paragraphs.filter(Boolean).join('\n\n') || (page.body.textContent ?? '').trim();
  f.title.value = meta('og:title') || page.title;
  f.publisher.value = meta('og:site_name');
  f.url.value = meta('og:url') || (page.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '');
  f.published.value = meta('article:published_time', 'date', 'dc.date').slice(0, 10);
}

function shown(app: App, full: string, answer: Json): HTMLElement {
  const mentions = list(answer.mentions).map(object);
  const claims = list(answer.claims).map((c) => sourced(claim(c), [source(answer.report)]));
  const detail = h('div', { class: 'detail', 'aria-live': 'polite' });
  const spans = [
    ...mentions.map((m, i) => ({ start: number(m.start) ?? 0, end: number(m.end) ?? 0, name: `m${i}` })),
    ...claims.flatMap((c) => c.evidence.map((e) => ({ start: e.start, end: e.end, name: 'said' }))),
  ];
  const open = (m: Json) => (): void => {
    detail.replaceChildren(mentionBox(app, m));
    const p = object(m.place);
    if (number(p.lon) !== null) move(app.map, [number(p.lon) ?? 0, number(p.lat) ?? 0], 7);
  };
  const pieces = cut(full, spans).map((p) => {
    const m = mentions[Number(p.names.find((n) => n.startsWith('m'))?.slice(1) ?? -1)];
    const said = p.names.includes('said') ? 'said' : '';
    if (m) return h('button', { type: 'button', class: `mention ${said}`, onclick: open(m) }, p.text);
    return said ? h('mark', {}, p.text) : document.createTextNode(p.text);
  });
  return h(
    'section',
    { class: 'preview' },
    h(
      'h3',
      { role: 'status' },
      claims.length > 0 ? t('add.found', { mentions: mentions.length, claims: claims.length }) : t('add.nothing'),
    ),
    ...claims.map((c) => claimCard(app, c, false)),
    h('div', { class: 'reader' }, h('div', { class: 'text', dir: 'auto' }, ...pieces), detail),
  );
}

const input = (type: string, id: string): HTMLInputElement =>
  h('input', { type, id, dir: type === 'text' ? 'auto' : null });
const label = (name: string, field: HTMLElement): HTMLElement => h('label', {}, h('span', {}, name), field);

export const addView: View = (app, _args, signal) => {
  const f: Form = {
    text: h('textarea', { id: 'add-text', dir: 'auto', spellcheck: 'false' }),
    title: input('text', 'add-title'),
    publisher: input('text', 'add-publisher'),
    published: input('date', 'add-published'),
    url: input('url', 'add-url'),
  };
  const result = h('div', {});
  const fail = (error: unknown): void => fill(result, h('p', { class: 'failed', role: 'alert' }, messageOf(error)));
  const preview = async (): Promise<void> => {
    if (f.text.value.trim() === '') return;
    const answer = object(await post('/geoparse', body(f), signal));
    fill(result, shown(app, text(object(answer.report).text) || f.text.value, answer));
  };
  const later = debounce(500, () => void preview().catch(fail));
  const save = async (): Promise<void> => {
    const answer = object(await post('/reports', body(f), signal));
    const first = object(list(answer.reports)[0]);
    app.reload();
    const day = f.published.value;
    app.store.set({ open: `report/${text(first.id)}`, ...(day !== '' && { valid: day }) });
  };
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) void readFile(f, file).then(preview).catch(fail);
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
      h('div', { class: 'pair' }, label(t('add.publisher'), f.publisher), label(t('add.published'), f.published)),
      label(t('add.url'), f.url),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'submit', id: 'add-save', class: 'primary' }, t('add.save')),
        h('button', { type: 'button', id: 'add-read', onclick: () => void preview().catch(fail) }, t('add.preview')),
      ),
    ),
    result,
  );
};
