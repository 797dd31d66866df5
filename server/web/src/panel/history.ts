// What reviewers did to a claim, oldest first, with what each correction changed.
import { ask } from '../api.ts';
import { h } from '../dom.ts';
import { t, term } from '../i18n/i18n.ts';
import { isObject, type Json, list, object, text } from '../json.ts';
import { day, moment } from '../words.ts';
import { changedList } from './changed.ts';
import { differences } from './differences.ts';

const path = (id: string): string => `/claims/${encodeURIComponent(id)}`;

/** The claim as it stood just before a moment: a correction is told against that. */
async function before(id: string, at: string, signal: AbortSignal): Promise<Json> {
  const known = new Date(Date.parse(at) - 1).toISOString();
  return object(object(await ask(`${path(id)}?known=${known}`, { signal })).claim);
}

async function entry(id: string, r: Json, signal: AbortSignal): Promise<HTMLElement> {
  const correction = isObject(r.correction) ? r.correction : null;
  const was = correction && (await before(id, text(r.at), signal).catch(() => null));
  return h(
    'li',
    {},
    h('b', {}, term('action', text(r.action))),
    ' ',
    h('bdi', {}, text(r.author)),
    ', ',
    h('time', { datetime: text(r.at) }, moment(text(r.at))),
    text(r.until) !== '' && ` (${t('claim.embargo', { day: day(text(r.until)) })})`,
    text(r.reason) !== '' && h('q', { dir: 'auto' }, text(r.reason)),
    was && correction && changedList(differences(was, correction)),
  );
}

export async function history(id: string, signal: AbortSignal): Promise<HTMLElement | null> {
  const body = object(await ask(`${path(id)}/history`, { signal }).catch(() => ({})));
  const reviews = list(body.reviews).map(object);
  if (reviews.length === 0) return null;
  return h('ol', { class: 'history' }, ...(await Promise.all(reviews.map((r) => entry(id, r, signal)))));
}
