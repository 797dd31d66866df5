// Loads the comparison only when a second day is chosen.
import type { App } from '../app.ts';
import type { Core } from '../makeapp.ts';

/** Gives a function that brings the swipe in step with the state. */
export function keepSplit(app: App, core: Core): () => void {
  let last = '';
  let module: typeof import('./swipe.ts') | null = null;
  return () => {
    const { compare } = app.store.get();
    if (compare === '' && last === '') return;
    last = compare;
    const sync = async (): Promise<void> => {
      module ??= await import('./swipe.ts');
      await module.swipe(app, core);
    };
    void sync();
  };
}
