import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { listen } from '../../src/live.ts';

class Source extends EventTarget {
  static last: Source;
  closed = false;
  constructor(readonly url: string) {
    super();
    Source.last = this;
  }
  close(): void {
    this.closed = true;
  }
  send(data: object): void {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify(data) }));
  }
}
Object.assign(globalThis, { EventSource: Source, window: Object.assign(new EventTarget(), { setTimeout }) });

test('a change is asked about well within a second of its event, once for a burst, and in a stream without end too', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  Object.assign(window, { setTimeout: (f: () => void, ms: number) => setTimeout(f, ms) });
  let asked = 0;
  const heard: unknown[] = [];
  window.addEventListener('dateline-change', (e) => heard.push((e as CustomEvent).detail));
  const stop = listen(
    () => asked++,
    () => undefined,
  );
  Source.last.send({ seq: 1 });
  assert.deepEqual(heard, [{ seq: 1 }], 'the event itself is told at once');
  mock.timers.tick(200);
  assert.equal(asked, 1);
  for (let i = 0; i < 5; i++) Source.last.send({ seq: 2 + i });
  mock.timers.tick(200);
  assert.equal(asked, 2, 'a burst is one question');
  for (let i = 0; i < 60; i++) {
    Source.last.send({ seq: 10 + i });
    mock.timers.tick(50);
  }
  assert.ok(asked >= 5, `${asked} questions in three seconds of steady events`);
  stop();
  assert.equal(Source.last.closed, true);
  mock.timers.reset();
});
