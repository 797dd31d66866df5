// Holds the state, tells who listens, and keeps the address in step.
import { embedded } from './session.ts';
import { fromHash, type State, toHash } from './state.ts';

type Listener = (now: State, before: State) => void;

export interface Store {
  get(): State;
  /** Changes the state. `step` makes a step that the back button undoes; moving the map makes none. */
  set(patch: Partial<State>, step?: 'step' | 'replace'): void;
  subscribe(listener: Listener): () => void;
}

export function openStore(): Store {
  const read = (): State => {
    const found = fromHash(location.hash);
    return embedded() ? { ...found, profile: 'public' } : found;
  };
  let state = read();
  const listeners = new Set<Listener>();
  const change = (next: State): void => {
    const before = state;
    state = next;
    for (const listener of [...listeners]) listener(state, before);
  };
  window.addEventListener('popstate', () => change(read()));
  window.addEventListener('hashchange', () => {
    if (location.hash.slice(1) !== toHash(state)) change(read());
  });
  return {
    get: () => state,
    set(patch, step = 'step') {
      const next = { ...state, ...patch };
      const hash = toHash(next);
      if (hash !== toHash(state)) history[step === 'step' ? 'pushState' : 'replaceState'](null, '', `#${hash}`);
      change(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether any of the named fields differ. */
export function differs(a: State, b: State, ...keys: (keyof State)[]): boolean {
  return keys.some((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
}
