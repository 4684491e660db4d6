import fc from "fast-check";
import { expect, test } from "vitest";
import { type Hold, holdEffects, holdKinds } from "#app/domain/holds/hold.ts";
import { channels } from "#app/domain/notices/channel.ts";
import type { ContactQuestion, PastContact } from "#app/domain/notices/contact.ts";
import { decideContact } from "#app/domain/notices/decide-contact.ts";
import { regimes } from "#app/domain/notices/regime.ts";
import { sourceOf } from "#app/domain/notices/rule.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { minuteOfDayInZone } from "#app/domain/primitives/zone.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const start = Date.UTC(2026, 2, 20);
const moment = fc.nat(20 * 86_400_000).map((ms) => start + ms);
const channel = fc.constantFrom(...channels);
const day = fc.nat(25).map((days) => addDays(calendarDate("2026-03-18"), days));

const holds: fc.Arbitrary<Hold> = fc
  .record({
    kind: fc.constantFrom(...holdKinds),
    effects: fc.subarray([...holdEffects]),
    from: day,
    lasts: fc.option(fc.nat(9)),
  })
  .map(({ lasts, ...hold }) => ({
    ...hold,
    to: lasts === null ? null : addDays(hold.from, lasts),
  }));

const past: fc.Arbitrary<PastContact> = fc.record({
  atMs: moment,
  class: fc.constantFrom("contact" as const, "service" as const),
  channel,
  conversation: fc.boolean(),
  sameDebt: fc.boolean(),
});

const questions: fc.Arbitrary<ContactQuestion> = fc.record({
  notice: fc.oneof(
    fc.constant({ class: "service" as const }),
    fc.constantFrom("demand", "campaign", "reminder", "legal-step").map((aim) => ({
      class: "contact" as const,
      aim: aim as "demand",
    })),
  ),
  channel,
  nowMs: moment,
  regime: fc.constantFrom(...Object.values(regimes)),
  debtorZone: fc.constantFrom("Asia/Shanghai", "America/New_York", "Europe/London"),
  portfolioZone: fc.constantFrom("Asia/Shanghai", "Europe/London"),
  recipient: fc.constantFrom("debtor", "guarantor"),
  wishes: fc.record({
    refusedAll: fc.constant(false),
    refusedChannels: fc.subarray([...channels], { maxLength: 1 }),
    consentedChannels: fc.constant([]),
    agreedHours: fc.constantFrom(null, null, { fromMinute: 1200, toMinute: 60 }),
  }),
  wrongPerson: fc.constant(false),
  timeBarred: fc.boolean(),
  holds: fc.array(holds, { maxLength: 3 }),
  history: fc.array(past, { maxLength: 25, size: "max" }),
});

test("every decision names a rule that has a source", () => {
  fc.assert(
    fc.property(questions, (question) => {
      expect(sourceOf(decideContact(question).rule)).toBeTruthy();
    }),
    { numRuns },
  );
});

test("what blocks until a moment blocks up to it, and another rule or none from then on", () => {
  fc.assert(
    fc.property(questions, (question) => {
      const first = decideContact(question);
      if (first.allowed || first.until === null) return;
      expect(first.until).toBeGreaterThan(question.nowMs);
      const justBefore = decideContact({ ...question, nowMs: first.until - 1 });
      expect(justBefore.allowed).toBe(false);
      const history = question.history.filter((one) => one.atMs <= question.nowMs);
      const then = decideContact({ ...question, nowMs: first.until, history });
      expect(then.allowed || then.rule !== first.rule).toBe(true);
    }),
    { numRuns },
  );
});

test("waiting from one moment to the next ends: sent, or blocked for good", () => {
  fc.assert(
    fc.property(questions, (question) => {
      const history = question.history.filter((one) => one.atMs <= question.nowMs);
      let nowMs = question.nowMs;
      for (let asked = 0; asked < 12; asked += 1) {
        const decision = decideContact({ ...question, history, nowMs });
        if (decision.allowed || decision.until === null) return;
        nowMs = decision.until;
      }
      throw new Error("still waiting");
    }),
    { numRuns },
  );
});

test("no contact that is allowed rings at night or on a refused channel", () => {
  fc.assert(
    fc.property(questions, (question) => {
      if (question.notice.class === "service" || !decideContact(question).allowed) return;
      expect(question.wishes.refusedChannels).not.toContain(question.channel);
      if (question.channel === "letter" || question.wishes.agreedHours) return;
      const minute = minuteOfDayInZone(question.nowMs, question.debtorZone);
      expect(minute >= 480 && minute < question.regime.hours.toMinute).toBe(true);
    }),
    { numRuns },
  );
});
