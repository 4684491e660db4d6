import { describe, expect, test } from "vitest";
import {
  afterRightAnswer,
  afterWrongAnswer,
  gate,
  type LockCounters,
  mustRevoke,
  noFailures,
} from "#app/domain/verification/lockout.ts";

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 19, 6, 5);

const wrongAt = (times: number[], from: LockCounters = noFailures) =>
  times.reduce((counters, at) => afterWrongAnswer(counters, at), from);

describe("the fifth wrong answer", () => {
  test("locks for 30 minutes, to the millisecond", () => {
    const counters = wrongAt([start, start, start, start, start]);
    const until = start + 30 * minute;
    expect(gate([counters], start)).toEqual({ open: false, until });
    expect(gate([counters], until - 1)).toEqual({ open: false, until });
    expect(gate([counters], until)).toEqual({ open: true, triesLeft: 5 });
  });

  test("is preceded by 4, 3, 2 and 1 tries left", () => {
    const seen = [0, 1, 2, 3, 4].map((failures) =>
      gate([wrongAt(Array(failures).fill(start))], start),
    );
    expect(seen).toEqual([5, 4, 3, 2, 1].map((triesLeft) => ({ open: true, triesLeft })));
  });

  test("does not lock when the first is 24 hours old", () => {
    const first = wrongAt([start, start + 1, start + 2, start + 3]);
    expect(wrongAt([start + 24 * hour - 1], first).lockedUntil).not.toBeNull();
    expect(wrongAt([start + 24 * hour], first).lockedUntil).toBeNull();
  });

  test("is the first again after a right answer", () => {
    const four = wrongAt([start, start, start, start]);
    const counters = wrongAt([start], afterRightAnswer(four, start));
    expect(gate([counters], start)).toEqual({ open: true, triesLeft: 4 });
  });
});

test("each further five without a right answer lock for twice as long, up to a day", () => {
  let counters = noFailures;
  let at = start;
  const lasted: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    counters = wrongAt(Array(5).fill(at), counters);
    lasted.push(((counters.lockedUntil as number) - at) / minute);
    at += 25 * hour;
  }
  expect(lasted).toEqual([30, 60, 120, 240, 480, 960, 1440, 1440]);
  counters = wrongAt(Array(5).fill(at), afterRightAnswer(counters, at));
  expect((counters.lockedUntil as number) - at).toBe(30 * minute);
});

describe("ten wrong answers in 24 hours", () => {
  const spread = (count: number, everyMs: number) =>
    Array.from({ length: count }, (_, n) => start + n * everyMs);

  test("revoke the link, in whatever pace", () => {
    expect(mustRevoke(wrongAt(spread(9, hour)), start + 8 * hour)).toBe(false);
    expect(mustRevoke(wrongAt(spread(10, hour)), start + 9 * hour)).toBe(true);
    expect(mustRevoke(wrongAt(spread(30, 3 * hour)), start + 87 * hour)).toBe(false);
    const late = [start, ...spread(9, minute).map((at) => at + 24 * hour - 9 * minute)];
    expect(mustRevoke(wrongAt(late), late[9] as number)).toBe(true);
    expect(mustRevoke(wrongAt(late), start + 24 * hour)).toBe(false);
  });

  test("a right answer between them does not hide them", () => {
    const nine = wrongAt(spread(9, minute));
    const after = afterRightAnswer(nine, start + hour);
    expect(after).toMatchObject({ failures: 0, locks: 0, lockedUntil: null });
    expect(mustRevoke(wrongAt([start + hour], after), start + hour)).toBe(true);
  });

  test("the last try before them is said to be the last", () => {
    const nine = afterRightAnswer(wrongAt(spread(9, minute)), start + hour);
    expect(gate([nine], start + hour)).toEqual({ open: true, triesLeft: 1 });
    const revoked = afterRightAnswer(wrongAt([start + hour], nine), start + hour);
    expect(gate([revoked], start + hour)).toEqual({ open: true, triesLeft: 1 });
  });
});

test("the strictest of debtor and link decides", () => {
  const debtor = wrongAt([start, start, start]);
  const link = wrongAt([start]);
  expect(gate([debtor, link], start)).toEqual({ open: true, triesLeft: 2 });
  const locked = wrongAt(Array(5).fill(start));
  expect(gate([link, locked], start)).toEqual({ open: false, until: start + 30 * minute });
  expect(gate([], start)).toEqual({ open: true, triesLeft: 5 });
});
