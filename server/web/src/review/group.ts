// Claims of one sentence are judged together: whoever read the sentence once need not read it again.
import type { Claim } from '../panel/claimdata.ts';
import { current, type Queue } from './queue.ts';

const key = (q: Queue, c: Claim): string => {
  const s = q.sentences.of(c);
  return s ? `${c.evidence[0]?.report} ${s.start}` : '';
};

/** The claim in hand and those of the same sentence that wait too, in the order of the queue. */
export function group(q: Queue): Claim[] {
  const c = current(q);
  if (!c) return [];
  const sentence = key(q, c);
  if (sentence === '') return [c];
  return q.claims.filter((x) => x === c || (x.state === 'pending' && !q.taken.has(x.id) && key(q, x) === sentence));
}
