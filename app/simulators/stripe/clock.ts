export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
  set(now: number): void;
  advance(ms: number): void;
  real(): void;
}

/** Real time, moved by an offset. */
export function sandboxClock(): SandboxClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    set: (now) => {
      offset = now - Date.now();
    },
    advance: (ms) => {
      offset += ms;
    },
    real: () => {
      offset = 0;
    },
  };
}
