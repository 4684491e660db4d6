import type { Io } from "./io.ts";

export interface Progress {
  /** `share`: of the whole, from 0 to 1. */
  show(what: string, share: number): void;
  end(): void;
}

const width = 24;

/** A bar on standard error: redrawn for a person who watches, else a line at each tenth. */
export function progressOf(io: Io): Progress {
  let lastAt = 0;
  let lastTenth = 0;
  let drawn = false;
  return {
    show(what, share) {
      const tenth = Math.floor(share * 10);
      const now = performance.now();
      if (io.watched && (now - lastAt > 100 || share >= 1)) {
        lastAt = now;
        drawn = true;
        const full = Math.round(share * width);
        const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
        io.err(`\r${bar} ${Math.floor(share * 100)}% ${what}  `);
      } else if (!io.watched && tenth > lastTenth) {
        io.err(`${Math.floor(share * 100)}% ${what}\n`);
      }
      lastTenth = Math.max(tenth, lastTenth);
    },
    end() {
      if (drawn) io.err("\n");
    },
  };
}
