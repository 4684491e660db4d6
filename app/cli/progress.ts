import type { Io } from "./io.ts";

export interface Progress {
  /** `share`: of the whole, from 0 to 1. */
  show(what: string, share: number): void;
  /** Where nobody knows how many there will be. */
  count(done: number, what: string): void;
  end(): void;
}

const width = 24;
const everyLines = 100_000;

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
    count(done, what) {
      const now = performance.now();
      if (io.watched && now - lastAt > 100) {
        lastAt = now;
        drawn = true;
        io.err(`\r${done} ${what}  `);
      } else if (!io.watched && done % everyLines === 0) {
        io.err(`${done} ${what}\n`);
      }
    },
    end() {
      if (drawn) io.err("\n");
    },
  };
}

/** Hands items on, and counts them for whoever watches while they go into a file. */
export async function* counted<Item>(
  items: AsyncIterable<Item>,
  what: string,
  io: Io,
): AsyncGenerator<Item> {
  const progress = progressOf(io);
  let done = 0;
  for await (const item of items) {
    yield item;
    done += 1;
    progress.count(done, what);
  }
  progress.end();
}
