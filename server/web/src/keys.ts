// Keys for the whole page. A key typed into a field is the field's.
import type { App } from './app.ts';
import { t } from './i18n/i18n.ts';
import type { Timeline } from './time/timeline.ts';

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));

/** What the space bar presses by itself. */
const takesSpace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, summary, a, input, [role=option]') !== null;

export function listenToKeys(app: App, timeline: Timeline): void {
  const opens: Record<string, string> = { l: 'list', m: 'measure', g: 'review', n: 'add', '?': 'keys' };
  document.addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key === 'p') {
      e.preventDefault();
      return void printSheet(app);
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape') return closeTop(app);
    if (inField(e.target)) return;
    const reviewing = document.body.dataset.open === 'review';
    const onMap = e.target instanceof HTMLElement && e.target.closest('#map') !== null;
    const open = opens[e.key.toLowerCase()];
    if (e.key === '/') document.getElementById('search')?.focus();
    else if (open !== undefined && !(reviewing && e.key !== '?')) app.open(open);
    else if (e.key === 'c' && !reviewing) document.getElementById('compare-toggle')?.click();
    else if (e.key === 'ArrowLeft' && !onMap) timeline.step(-1);
    else if (e.key === 'ArrowRight' && !onMap) timeline.step(1);
    else if (e.key === ' ' && !takesSpace(e.target)) timeline.play();
    else return;
    e.preventDefault();
  });
}

/** The browser's key for printing prints the sheet, not the page. */
async function printSheet(app: App): Promise<void> {
  const { printMap } = await import('./share/print.ts');
  await printMap(app, t('app.name'), 'A4 landscape');
}

function closeTop(app: App): void {
  const menu = document.getElementById('menu');
  if (menu?.hasAttribute('open')) menu.removeAttribute('open');
  else if (app.store.get().open !== '') app.open('');
}
