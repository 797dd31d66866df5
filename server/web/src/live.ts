// Changes as they happen: server-sent events, which the browser takes up again where they broke off.

const names = ['reading', 'report', 'review', 'claim', 'claims', 'change', 'setting', 'gazetteer', 'message'];

/** Calls `changed` soon after anything happened, once for a burst; `connected` says whether the line stands. */
export function listen(changed: () => void, connected: (on: boolean) => void): () => void {
  let timer = 0;
  const source = new EventSource('/events');
  const soon = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(changed, 150);
  };
  for (const name of names) source.addEventListener(name, soon);
  source.addEventListener('open', () => connected(true));
  source.addEventListener('error', () => connected(false));
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
