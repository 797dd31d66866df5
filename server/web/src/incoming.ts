// Files and texts that somebody drops on the page or pastes into it, wherever that is: they go to where reports are added.
import type { App } from './app.ts';

/** Tells the view that adds reports, where it is open already, that something waits. */
export const incomingEvent = 'dateline-incoming';

/** What waits to be read; the view that adds reports takes it. */
const waiting: (File | string)[] = [];

/** The next file or text that waits, undefined where none does. */
export const nextIncoming = (): File | string | undefined => waiting.shift();
export const stillIncoming = (): number => waiting.length;

/** Shorter texts are no report, but a word for the search box that missed it. */
const leastText = 40;

const holdsFiles = (e: DragEvent): boolean => [...(e.dataTransfer?.types ?? [])].includes('Files');

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

export function takeIncoming(app: App): void {
  const take = (all: readonly (File | string)[]): void => {
    waiting.push(...all);
    if (waiting.length === 0) return;
    if (app.store.get().open === 'add') window.dispatchEvent(new Event(incomingEvent));
    else app.open('add');
  };
  document.addEventListener('dragover', (e) => {
    if (!holdsFiles(e)) return;
    e.preventDefault();
    document.body.dataset.dropping = 'yes';
  });
  document.addEventListener('dragleave', (e) => {
    if (e.relatedTarget === null) delete document.body.dataset.dropping;
  });
  document.addEventListener('drop', (e) => {
    delete document.body.dataset.dropping;
    if (!holdsFiles(e)) return;
    e.preventDefault();
    take([...(e.dataTransfer?.files ?? [])]);
  });
  document.addEventListener('paste', (e) => {
    const pasted = e.clipboardData?.getData('text/plain') ?? '';
    if (!inField(e.target) && pasted.trim().length >= leastText) take([pasted]);
  });
}
