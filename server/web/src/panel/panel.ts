// The side region: shows what the address says is open, one view at a time; what few readers need loads when asked for.
import type { App, View } from '../app.ts';
import { fill, h } from '../dom.ts';
import { explain } from '../explain.ts';
import { t } from '../i18n/i18n.ts';
import { isAbort } from '../problem.ts';
import { embedded } from '../session.ts';
import { listView } from './list.ts';
import { reportView } from './report.ts';
import { thingView } from './thing.ts';
import { welcomeView } from './welcome.ts';

const later =
  (load: () => Promise<View>): View =>
  async (app, args, signal) =>
    (await load())(app, args, signal);

const views: Record<string, View> = {
  thing: thingView,
  report: reportView,
  list: listView,
  review: later(async () => (await import('../review/view.ts')).queueView),
  add: later(async () => (await import('../review/add.ts')).addView),
  changes: later(async () => (await import('../compare/changes.ts')).changesView),
  measure: later(async () => (await import('../measure/measure.ts')).measureView),
  share: later(async () => (await import('../share/share.ts')).shareView),
  keys: later(async () => (await import('./keyhelp.ts')).keysView),
};

export interface Panel {
  /** Shows what `open` names. */
  show(open: string): void;
}

/** What stands in the region, by its name in the address. */
let shown = '';

/** Gives what stands in the region another name in the address, as when a list moves on; it is not drawn anew. */
export function rename(app: App, open: string): void {
  // What answers late may find another view in its place.
  const kind = (name: string): string | undefined => name.split('/')[0];
  if (shown === open || kind(app.store.get().open) !== kind(open)) return;
  shown = open;
  app.store.set({ open }, 'replace');
}

export function makePanel(app: App, root: HTMLElement): Panel {
  let running = new AbortController();
  const show = (open: string): void => {
    if (open !== '' && shown === open) return;
    shown = open;
    running.abort();
    running = new AbortController();
    void draw(app, root, open, running.signal);
  };
  return { show };
}

async function draw(app: App, root: HTMLElement, open: string, signal: AbortSignal): Promise<void> {
  const [name = '', args = ''] = /^([a-z]*)\/?(.*)$/s.exec(open)?.slice(1) ?? [];
  document.body.dataset.open = name;
  root.setAttribute('aria-busy', 'true');
  try {
    const writes = name === 'add' || name === 'review';
    const node = await ((writes && embedded() ? undefined : views[name]) ?? welcomeView)(app, args, signal);
    if (signal.aborted) return;
    fill(root, open !== '' && closer(app), node);
    root.scrollTop = 0;
    if (open !== '') root.focus({ preventScroll: true });
  } catch (error) {
    if (isAbort(error) || signal.aborted) return;
    const again = (): void => void draw(app, root, open, signal);
    fill(
      root,
      closer(app),
      h('p', { class: 'failed', role: 'alert', dir: 'auto' }, explain(error)),
      h('button', { type: 'button', onclick: again }, t('retry')),
    );
  } finally {
    if (!signal.aborted) root.setAttribute('aria-busy', 'false');
  }
}

const closer = (app: App): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'close',
      'aria-label': t('close'),
      title: `${t('close')} (Esc)`,
      onclick: () => app.open(''),
    },
    '×',
  );
