// What is said of a report to be added, and how a dropped file fills it in.
import { isObject, type Json, object, text } from '../json.ts';
import type { DateField } from '../time/datefield.ts';
import { readDay } from '../time/datetext.ts';

export interface Form {
  readonly text: HTMLTextAreaElement;
  readonly title: HTMLInputElement;
  readonly publisher: HTMLInputElement;
  readonly published: DateField;
  readonly url: HTMLInputElement;
}

export const body = (f: Form): Json => {
  const day = f.published.value();
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
  f.published.set(readDay(text(r.published).slice(0, 10)));
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
  f.published.set(readDay(meta('article:published_time', 'date', 'dc.date').slice(0, 10)));
}
