// Plays through the days, one every so often; it waits for nobody but stops at the end.

const pace = 900;

export interface Player {
  playing(): boolean;
  toggle(): void;
}

/** `advance` goes on by one day and says whether it could; `changed` is told of start and stop. */
export function makePlayer(advance: () => boolean, changed: () => void): Player {
  let timer = 0;
  const stop = (): void => {
    clearInterval(timer);
    timer = 0;
    changed();
  };
  const tick = (): void => {
    if (!advance()) stop();
  };
  return {
    playing: () => timer !== 0,
    toggle() {
      if (timer !== 0) {
        stop();
        return;
      }
      timer = window.setInterval(tick, pace);
      tick();
      changed();
    },
  };
}
