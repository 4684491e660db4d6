import { describe, expect, test } from "vitest";
import { judgeCode, nextCodeAt, readCode, type SentCode } from "#app/domain/verification/code.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 10, 19, 6, 5);

test.each([
  ["123456", "123456"],
  ["１２３ ４５６", "123456"],
  [" 123　456 ", "123456"],
  ["012345", "012345"],
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
  ["", null],
])("%j reads as %j", (text, expected) => {
  expect(readCode(text)).toBe(expected);
});

describe("a code", () => {
  const sent: SentCode = { sentAt: now, boundTo: "s1:sign", wrongTries: 0, usedAt: null };
  const right = { boundTo: "s1:sign", matches: true };

  test.each([
    ["right at once", sent, right, now, "right"],
    ["right in its last millisecond", sent, right, now + 10 * minute - 1, "right"],
    ["expired at ten minutes", sent, right, now + 10 * minute, "expired"],
    ["wrong", sent, { ...right, matches: false }, now, "wrong"],
    ["used once only", { ...sent, usedAt: now }, right, now, "used"],
    ["bound to its session", sent, { ...right, boundTo: "s2:sign" }, now, "no-code"],
    ["bound to its purpose", sent, { ...right, boundTo: "s1:check" }, now, "no-code"],
    ["never sent", null, right, now, "no-code"],
    ["alive after four guesses", { ...sent, wrongTries: 4 }, right, now, "right"],
    ["dead after five guesses", { ...sent, wrongTries: 5 }, right, now, "spent"],
  ] as const)("%s", (_name, code, answer, at, verdict) => {
    expect(judgeCode(code, answer, at)).toBe(verdict);
  });
});

describe("the next code", () => {
  test.each([
    ["goes at once when none went before", [], now],
    ["goes at once after two", [now, now], now],
    [
      "waits after three in 15 minutes",
      [now - 2 * minute, now, now - 5 * minute],
      now + 10 * minute,
    ],
    ["goes once the third last is 15 minutes old", [now - 15 * minute, now - 1, now], now],
    ["waits a millisecond short of it", [now - 15 * minute + 1, now - 1, now], now + 1],
  ] as const)("%s", (_name, sentAt, at) => {
    expect(nextCodeAt(sentAt, now)).toBe(at);
  });

  test("waits for a day after ten", () => {
    const ten = Array.from({ length: 10 }, (_, n) => now - 20 * minute * (n + 1));
    expect(nextCodeAt(ten.slice(0, 9), now)).toBe(now);
    expect(nextCodeAt(ten, now)).toBe(now - 200 * minute + day);
  });
});
