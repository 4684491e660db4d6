/** What a command may touch of the terminal: handed in, so that tests can read what was said. */
export interface Io {
  /** Standard output: text for people, or with `--json` exactly one document on one line. */
  out(text: string): void;
  /** Standard error: progress, logs and complaints. */
  err(text: string): void;
  /** Whether a person watches standard error, so that a progress line may be redrawn. */
  readonly watched: boolean;
}

/** Exit codes of every command (interfaces.md §3). */
export const exit = { done: 0, refused: 1, wrongUse: 2 } as const;

/** The real terminal. */
export function terminal(): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    watched: process.stderr.isTTY === true,
  };
}
