// Changes as they happen: server-sent events, which the browser takes up again where they broke off (Last-Event-ID).

/** How long after an event the page asks for what changed, in milliseconds; a burst of events is asked about once. */
const pause = 150;
/** The longest that a steady stream of events can put that off. */
const longest = 600;

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
};

/** Calls `changed` soon after anything happened, once for a burst; `connected` says whether the line stands. */
export function listen(changed: () => void, connected: (on: boolean) => void): () => void {
  let timer = 0;
  let first = 0;
  const source = new EventSource('/events');
  const soon = (e: Event): void => {
    window.dispatchEvent(new CustomEvent('dateline-change', { detail: parsed((e as MessageEvent<string>).data) }));
    first ||= Date.now();
    clearTimeout(timer);
    timer = window.setTimeout(
      () => {
        first = 0;
        changed();
      },
      Math.max(0, Math.min(pause, first + longest - Date.now())),
    );
  };
  source.addEventListener('change', soon);
  source.addEventListener('open', () => connected(true));
  source.addEventListener('error', () => connected(false));
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
