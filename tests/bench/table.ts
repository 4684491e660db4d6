/** One figure of quality.md §1: a ratio, and what it should be at the most. */
export interface Row {
  readonly what: string;
  readonly against: string;
  readonly ratio: number;
  readonly floor: number;
  readonly goal: number;
}

/** Runs both in turn, A B A B, and answers the median of A's time over B's. */
export function interleaved(a: () => void, b: () => void, rounds = 9): number {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) ratios.push(timeOf(a) / timeOf(b));
  return ratios.sort((x, y) => x - y)[Math.floor(rounds / 2)] as number;
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, against, ratio, floor, goal }) =>
      `${what} against ${against}: ${ratio.toFixed(2)}× (floor ≤ ${floor}×, goal ≤ ${goal}×)\n`,
  );
  return lines.join("");
}

function timeOf(work: () => void): number {
  const from = process.hrtime.bigint();
  for (let time = 0; time < 300; time += 1) work();
  return Number(process.hrtime.bigint() - from);
}
