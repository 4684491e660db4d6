import { describe, expect, test } from "vitest";
import { BalanceSteps } from "#app/components/charts/balance-steps.tsx";
import { DayBars } from "#app/components/charts/day-bars.tsx";
import { datedBalances, drawSteps } from "#app/components/charts/steps-geometry.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { render, words } from "./render.tsx";

const point = (on: string, balanceMinor: bigint) => ({ on: calendarDate(on), balanceMinor });

const short = {
  key: "3",
  label: "3 payments",
  points: [
    point("2026-11-19", 90_000n),
    point("2026-11-30", 60_000n),
    point("2026-12-30", 30_000n),
    point("2027-01-29", 0n),
  ],
};
const long = {
  key: "2",
  label: "2 payments",
  points: [point("2026-11-19", 90_000n), point("2026-12-30", 45_000n), point("2027-11-19", 0n)],
};

describe("a picture of balances", () => {
  test("falls in steps: across to the day, then down", () => {
    const [line] = drawSteps([long], "CNY").lines;
    expect(line?.path).toBe("M0 0.00 H11.23 V50.00 H100.00 V100.00");
    expect(line?.endX).toBe(100);
  });

  test("has three or four level lines at round values, whatever the sum", () => {
    for (const minor of [100n, 999n, 150_000n, 1_638_611n, 99_999_999n, 10n ** 15n]) {
      const points = [point("2026-11-19", minor), point("2027-11-19", 0n)];
      const { grid } = drawSteps([{ ...short, points }], "CNY");
      expect(grid.length).toBeGreaterThanOrEqual(3);
      expect(grid.length).toBeLessThanOrEqual(4);
      for (const line of grid) expect(line.y).toBeGreaterThan(0);
    }
  });

  test("the table behind lists each dated balance of each plan", () => {
    const rows = datedBalances([short, long]);
    expect(rows.map((row) => row.on)).toEqual([
      "2026-11-19",
      "2026-11-30",
      "2026-12-30",
      "2027-01-29",
      "2027-11-19",
    ]);
    expect(rows.map((row) => row.left)).toEqual([
      [90_000n, 90_000n],
      [60_000n, 90_000n],
      [30_000n, 45_000n],
      [0n, 45_000n],
      [null, 0n],
    ]);
  });

  test("is named, and its table can be opened without script", () => {
    const html = render(<BalanceSteps series={[short, long]} currency="CNY" title="Falling" />);
    expect(html).toContain('role="img" aria-label="Falling"');
    expect(html).toContain("<details");
    expect(words(html)).toContain("30 Dec 2026 300.00 450.00");
    expect(html).not.toContain("style=");
  });

  test("a single day and a balance of zero are still a picture", () => {
    const points = [point("2026-11-19", 0n)];
    expect(() => drawSteps([{ ...short, points }], "JPY")).not.toThrow();
  });
});

describe("days and what they cost", () => {
  test("a paused interval is drawn as a level line with its 0", () => {
    const bars = [
      { from: "2026-09-05", to: "2026-10-05", share: 1, label: "8.64" },
      { from: "2026-10-05", to: "2026-10-15", share: 0, label: "0" },
    ].map((bar) => ({ ...bar, from: calendarDate(bar.from), to: calendarDate(bar.to) }));
    const html = render(<DayBars bars={bars} dates={["5 Sep", ""]} endDate="Today" title="Days" />);
    expect(html).toContain('x="75.00%" y="92.0" width="24.40%" height="4.0" class="b0"');
    expect(words(html)).toBe("8.64 0 5 Sep Today");
  });
});
