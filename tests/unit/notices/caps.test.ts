import { describe, expect, test } from "vitest";
import type { ContactQuestion, PastContact } from "#app/domain/notices/contact.ts";
import { decideContact } from "#app/domain/notices/decide-contact.ts";
import { regimes } from "#app/domain/notices/regime.ts";
import { contactQuestion, shanghai, talk } from "./question.ts";

const decide = (change: Partial<ContactQuestion>, history: PastContact[]) =>
  decideContact(contactQuestion({ channel: "call", history, ...change }));
const times = (count: number, past: PastContact) => Array<PastContact>(count).fill(past);
const noonOn = (day: number) => shanghai(`2026-11-${String(day).padStart(2, "0")}`, "12:00");

describe("in China", () => {
  const now = noonOn(19);
  const blocked = {
    allowed: false,
    rule: "cn-conversations-a-day",
    until: shanghai("2026-11-20", "00:00"),
  };

  test("three conversations a day are enough, counted over all debts and visits", () => {
    expect(decide({}, times(2, talk(now))).allowed).toBe(true);
    expect(decide({}, times(3, talk(now)))).toEqual(blocked);
    expect(decide({ channel: "visit" }, times(3, talk(now)))).toEqual(blocked);
    const mixed = [talk(now), talk(now, { channel: "visit" }), talk(now, { sameDebt: false })];
    expect(decide({}, mixed)).toEqual(blocked);
  });

  test.each([
    ["unanswered calls", times(9, talk(now, { conversation: false }))],
    ["yesterday's", times(9, talk(shanghai("2026-11-18", "23:59")))],
    ["messages", times(9, talk(now, { channel: "sms" }))],
    ["what the debtor asked for", times(9, talk(now, { class: "service" }))],
    ["what is still to come", times(9, talk(now + 1))],
  ])("%s do not count", (_name, history) => {
    expect(decide({}, history).allowed).toBe(true);
  });

  test("messages and letters are not calls", () => {
    const history = times(3, talk(now));
    expect(decide({ channel: "sms" }, history).allowed).toBe(true);
    expect(decide({ channel: "letter" }, history).allowed).toBe(true);
  });
});

describe("in the United States", () => {
  const us = (history: PastContact[], change: Partial<ContactQuestion> = {}) =>
    decide({ regime: regimes.us, ...change }, history);
  const tried = (day: number, change: Partial<PastContact> = {}) =>
    talk(noonOn(day), { conversation: false, ...change });

  test("seven calls in seven days in a row are the most, per debt", () => {
    const days = [13, 14, 15, 16, 17, 18];
    expect(us(days.map((day) => tried(day))).allowed).toBe(true);
    expect(us([...days, 19].map((day) => tried(day)))).toEqual({
      allowed: false,
      rule: "us-calls-in-7-days",
      until: shanghai("2026-11-20", "00:00"),
    });
    expect(us([12, ...days].map((day) => tried(day))).allowed).toBe(true);
    expect(us([...days, 19].map((day) => tried(day, { sameDebt: false }))).allowed).toBe(true);
  });

  test("over the cap, one more fits when enough of them have passed", () => {
    const days = [19, 13, 14, 14, 15, 16, 17, 18, 18];
    expect(us(days.map((day) => tried(day)))).toMatchObject({
      until: shanghai("2026-11-21", "00:00"),
    });
  });

  test("no call within seven days of a conversation, its own day being the first", () => {
    expect(us([talk(noonOn(13))])).toEqual({
      allowed: false,
      rule: "us-call-after-conversation",
      until: shanghai("2026-11-20", "00:00"),
    });
    expect(us([talk(noonOn(12))]).allowed).toBe(true);
    expect(us([talk(noonOn(13), { sameDebt: false })]).allowed).toBe(true);
    expect(us([talk(noonOn(13))], { channel: "visit" }).allowed).toBe(true);
  });
});

test("a policy of its own has the caps of both", () => {
  const strict = (history: PastContact[], change: Partial<ContactQuestion> = {}) =>
    decide({ regime: regimes.strict, ...change }, history).rule;
  expect(strict([talk(noonOn(13))])).toBe("strict-call-after-conversation");
  const unanswered = times(7, talk(noonOn(13), { conversation: false }));
  expect(strict(unanswered)).toBe("strict-calls-in-7-days");
  expect(strict(times(3, talk(noonOn(19))), { channel: "visit" })).toBe(
    "strict-conversations-a-day",
  );
});
