import { expect, test } from "vitest";
import { mayGoElsewhere } from "#app/domain/notices/next-channel.ts";
import type { ContactRule } from "#app/domain/notices/rule.ts";

test.each([
  ["channel-refused", true],
  ["consent-missing", true],
  ["contact-refused", false],
  ["wrong-person", false],
  ["recipient-not-liable", false],
  ["cn-hours", false],
  ["agreed-hours", false],
  ["hold:dispute", false],
  ["uk-time-barred", false],
] as [ContactRule, boolean][])("a message that %s stops: another channel %s", (rule, elsewhere) => {
  expect(mayGoElsewhere({ allowed: false, rule })).toBe(elsewhere);
});

test("what is allowed goes nowhere else", () => {
  expect(mayGoElsewhere({ allowed: true, rule: "cn-rules-kept" })).toBe(false);
});
