import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterRightAnswer,
  afterWrongAnswer,
  gate,
  mustRevoke,
  noFailures,
} from "#app/domain/verification/lockout.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const day = 86_400_000;

const visits = fc.array(fc.record({ afterMs: fc.nat(day / 3), right: fc.boolean() }), {
  maxLength: 60,
  size: "max",
});

test("no lock and no revocation is missed, against a list of everything that happened", () => {
  fc.assert(
    fc.property(visits, (steps) => {
      let counters = noFailures;
      let now = 0;
      const wrong: number[] = [];
      let sinceReset: number[] = [];
      for (const step of steps) {
        now += step.afterMs;
        const before = gate([counters], now);
        if (!before.open) {
          expect(before.until).toBeGreaterThan(now);
          continue;
        }
        if (step.right) {
          counters = afterRightAnswer(counters, now);
          sinceReset = [];
        } else {
          counters = afterWrongAnswer(counters, now);
          wrong.push(now);
          sinceReset.push(now);
          const counted = sinceReset.filter((at) => at > now - day).length;
          expect(gate([counters], now).open).toBe(counted < 5);
          if (counted >= 5) sinceReset = [];
        }
        const in24Hours = wrong.filter((at) => at > now - day).length;
        expect(mustRevoke(counters, now)).toBe(in24Hours >= 10);
        expect(counters.failedAt.length).toBeLessThanOrEqual(10);
      }
    }),
    { numRuns },
  );
});

test("the tries that are said to be left are the tries that are left", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(day / 4), { maxLength: 30, size: "max" }), (gaps) => {
      let counters = noFailures;
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const before = gate([counters], now);
        if (!before.open || mustRevoke(counters, now)) continue;
        let tries = 0;
        let trial = counters;
        while (gate([trial], now).open && !mustRevoke(trial, now)) {
          trial = afterWrongAnswer(trial, now);
          tries += 1;
        }
        expect(before.triesLeft).toBe(tries);
        counters = afterWrongAnswer(counters, now);
      }
    }),
    { numRuns },
  );
});
