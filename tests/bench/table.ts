/** One figure of the design's table of speeds: a ratio, and what it should be. */
export interface Row {
  readonly what: string;
  readonly against: string;
  readonly ratio: number;
  readonly floor: number;
  readonly goal: number;
  /** `less`: of two times, at the most; `more`: of two rates, at the least. */
  readonly better: "less" | "more";
}

const fewRounds = 3;

/** Runs both in turn, A B A B, and answers the median of A's time over B's. */
export function interleaved(a: () => void, b: () => void, rounds = 9): number {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) ratios.push(timeOf(a) / timeOf(b));
  return median(ratios);
}

/**
 * The same for work that does equal amounts in its own time: each answers how long it took, in
 * milliseconds. Answers the median of A's rate over B's.
 */
export async function ratesInTurn(
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < fewRounds; round += 1) {
    const ours = await a();
    ratios.push((await b()) / ours);
  }
  return median(ratios);
}

export async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, against, ratio, floor, goal, better }) => {
    const sign = better === "less" ? "≤" : "≥";
    const wanted = `floor ${sign} ${floor}×, goal ${sign} ${goal}×`;
    return `${what} against ${against}: ${ratio.toFixed(2)}× (${wanted})\n`;
  });
  return lines.join("");
}

function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] as number;
}

function timeOf(work: () => void): number {
  const from = process.hrtime.bigint();
  for (let time = 0; time < 300; time += 1) work();
  return Number(process.hrtime.bigint() - from);
}
