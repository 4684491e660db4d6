import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weekendCalendar } from "#app/domain/plans/calendar.ts";
import {
  type KeptPlan,
  mayLeave,
  moveNext,
  type NewDates,
  skipNext,
} from "#app/domain/plans/change.ts";
import { compareWith, restOf } from "#app/domain/plans/comparison.ts";
import { matchPayments, type PlanPayment } from "#app/domain/plans/matching.ts";
import type { Offer, ScheduleLine } from "#app/domain/plans/offer.ts";
import { offerOfPick } from "#app/domain/plans/pick.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import { toCome } from "#app/domain/plans/to-come.ts";
import { planWatch } from "#app/domain/plans/watch.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { addDays, type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { planInput } from "../../support/oracle/plans-input.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

/** A life of a frozen plan: what is owed beside it, the plan in force, what was paid of it. */
interface Life {
  on: CalendarDate;
  owedMinor: bigint;
  offer: Offer;
  lines: { n: number; dueOn: CalendarDate; movedFrom: CalendarDate | null; amountMinor: bigint }[];
  paid: PlanPayment[];
  /** Let off since it was signed. */
  lessMinor: bigint;
  moved: Set<number>;
  skips: CalendarDate[];
}

type Step =
  | { readonly what: "pay" | "let-off" | "wait" | "move"; readonly size: number }
  | { readonly what: "skip" | "reverse" }
  | { readonly what: "change"; readonly size: number };

const rule = { ...standardPlan, toleranceMinor: 0n, skipsPerYear: 3 };
const start = calendarDate("2026-11-21");

function offerFor(life: { on: CalendarDate; owedMinor: bigint }, terms: number): Offer | null {
  if (life.owedMinor <= 0n) return null;
  const input = planInput({
    on: life.on,
    owed: { principal: life.owedMinor },
    instalments: { minTerms: 1, maxTerms: 60, offerTerms: [terms], minAmountMinor: 0n },
    policy: { full: null, settlement: [], deferment: null },
  });
  const choice = { kind: "instalments", terms, frequency: "monthly", firstDueOn: null } as const;
  return offerOfPick({ on: life.on, choice }, input);
}

function begin(on: CalendarDate, owedMinor: bigint, offer: Offer): Life {
  const line = ({ n, dueOn, movedFrom, amountMinor }: ScheduleLine) => ({
    n,
    dueOn,
    movedFrom,
    amountMinor,
  });
  const lines = offer.schedule.map(line);
  return { on, owedMinor, offer, lines, paid: [], lessMinor: 0n, moved: new Set(), skips: [] };
}

const matchingOf = (life: Life) => matchPayments(life.lines, life.paid, 0n);
const comingOf = (life: Life) => toCome(matchingOf(life).instalments, life.owedMinor);

function keptOf(life: Life): KeptPlan {
  const first = life.offer.schedule[0] as ScheduleLine;
  return {
    lines: matchingOf(life).instalments.map((line, index) => ({
      ...line,
      movedFrom: life.lines[index]?.movedFrom ?? null,
      moved: life.moved.has(line.n),
    })),
    interest: "frozen",
    frequency: life.offer.frequency as Frequency,
    waivedMinor: 0n,
    firstOn: first.movedFrom ?? first.dueOn,
    skips: { all: life.skips.length, days: life.skips },
    rule,
    workingDays: "following",
    calendar: weekendCalendar,
    today: life.on,
  };
}

function redate(life: Life, dates: NewDates): void {
  for (const { n, on, movedFrom } of dates) {
    const line = life.lines.find((one) => one.n === n);
    if (line) Object.assign(line, { dueOn: on, movedFrom });
  }
}

/** Plays a step; answers the life that goes on, which a new plan makes another one. */
function play(life: Life, step: Step): Life {
  switch (step.what) {
    case "wait":
      life.on = addDays(life.on, step.size);
      return life;
    case "pay": {
      const wish = BigInt(step.size);
      const amountMinor = wish < life.owedMinor ? wish : life.owedMinor;
      if (amountMinor > 0n) life.paid.push({ on: life.on, amountMinor });
      life.owedMinor -= amountMinor;
      return life;
    }
    case "let-off": {
      const wish = BigInt(step.size);
      const amountMinor = wish < life.owedMinor ? wish : life.owedMinor;
      life.lessMinor += amountMinor;
      life.owedMinor -= amountMinor;
      return life;
    }
    case "reverse": {
      const undone = life.paid.pop();
      life.owedMinor += undone?.amountMinor ?? 0n;
      return life;
    }
    case "move": {
      const kept = keptOf(life);
      const next = kept.lines.find((line) => line.status !== "paid");
      const dates = next ? moveNext(kept, addDays(next.dueOn, step.size)) : null;
      if (next && dates?.ok) {
        redate(life, dates.value);
        life.moved.add(next.n);
      }
      return life;
    }
    case "skip": {
      const dates = skipNext(keptOf(life));
      if (dates.ok) {
        redate(life, dates.value);
        life.skips.push(life.on);
      }
      return life;
    }
    case "change":
      return changed(life, step.size);
  }
}

function changed(life: Life, terms: number): Life {
  const offer = mayLeave(keptOf(life)).ok ? offerFor(life, terms) : null;
  if (offer === null) return life;
  const { before, after, moreMinor } = compareWith(restOf(comingOf(life), life.owedMinor), offer);
  expect(before.toPayMinor).toBe(life.owedMinor);
  expect(after.toPayMinor).toBe(life.owedMinor);
  expect([moreMinor, before.overTodayMinor, after.overTodayMinor]).toEqual([0n, 0n, 0n]);
  expect(after.terms).toBe(terms);
  return begin(life.on, life.owedMinor, offer);
}

/** What must hold after every step. */
function check(life: Life, totalMinor: bigint): void {
  const matching = matchingOf(life);
  const sum = life.lines.reduce((all, line) => all + line.amountMinor, 0n);
  const paid = life.paid.reduce((all, one) => all + one.amountMinor, 0n);
  expect(sum).toBe(life.offer.totals.toPayMinor);
  expect(matching.paidMinor + matching.beyondMinor).toBe(paid);
  expect(matching.leftMinor).toBe(life.owedMinor + life.lessMinor);
  const coming = comingOf(life);
  expect([coming.leftMinor, coming.lessMinor]).toEqual([life.owedMinor, life.lessMinor]);
  expect(life.owedMinor + paid <= totalMinor).toBe(true);
  const dates = life.lines.map((line) => line.dueOn);
  expect([...new Set(dates)].sort()).toEqual(dates);
  const progress = planProgress(matching, life.on, rule);
  const watch = planWatch(matching, rule, life.on);
  expect(watch.breaks).toBe(progress.standing === "to-break");
  expect(watch.nextOn === null || watch.nextOn > life.on).toBe(true);
}

const steps = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant("pay" as const), size: fc.integer({ min: 1, max: 60_000 }) }),
    fc.record({ what: fc.constant("let-off" as const), size: fc.integer({ min: 1, max: 9_000 }) }),
    fc.record({ what: fc.constant("wait" as const), size: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ what: fc.constant("move" as const), size: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ what: fc.constantFrom("skip" as const, "reverse" as const) }),
    fc.record({ what: fc.constant("change" as const), size: fc.integer({ min: 1, max: 24 }) }),
  ),
  { minLength: 1, maxLength: 25 },
);

describe("any order of payments, moves, skips, changes and reversals", () => {
  it("conserves the money, keeps the schedule exact and the comparison right", () => {
    const owed = fc.bigInt({ min: 100n, max: 500_000n });
    const lives = fc.property(owed, fc.integer({ min: 1, max: 36 }), steps, (minor, terms, all) => {
      const offer = offerFor({ on: start, owedMinor: minor }, terms);
      if (offer === null) return;
      let life = begin(start, minor, offer);
      for (const step of all) {
        life = play(life, step);
        check(life, minor);
      }
    });
    fc.assert(lives, runs(1000));
  });

  it("does skip and move, so that it is no empty promise", () => {
    const offer = offerFor({ on: start, owedMinor: 100_000n }, 6);
    const life = begin(start, 100_000n, offer as Offer);
    play(life, { what: "skip" });
    play(life, { what: "move", size: 9 });
    expect([life.skips.length, life.moved.size]).toEqual([1, 1]);
  });
});
