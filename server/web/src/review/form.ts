// What is said of a report to be added, and how a file fills it in: the server reads files, whatever their encoding.
import { ask } from '../api.ts';
import { type Json, object, text } from '../json.ts';
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

/** The content type by a file's name: browsers guess it, and not always alike. */
function kindOf(name: string): string {
  if (/\.(x?html?|xht)$/i.test(name)) return 'text/html';
  return /\.(json|jsonl|ndjson)$/i.test(name) ? 'application/json' : 'text/plain';
}

/** Has a file read: text as it is, the article of a saved page, the fields of JSON. Gives what was read in it. */
export async function readFile(f: Form, file: File, signal: AbortSignal): Promise<Json> {
  const answer = object(
    await ask(`/geoparse?${new URLSearchParams({ name: file.name })}`, {
      method: 'POST',
      headers: { 'Content-Type': kindOf(file.name) },
      body: file,
      signal,
    }),
  );
  const r = object(answer.report);
  for (const key of ['text', 'title', 'publisher', 'url'] as const) f[key].value = text(r[key]);
  f.published.set(readDay(text(r.published).slice(0, 10)));
  return answer;
}
