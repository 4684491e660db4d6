import { describe, expect, test } from "vitest";
import {
  helperDays,
  helperState,
  helperUntil,
  mayInviteAgain,
  scopesOf,
  seenByHelper,
} from "#app/domain/verification/helper.ts";
import { helperMay, helperPage } from "#app/domain/verification/helper-pages.ts";

const now = Date.UTC(2026, 10, 19, 6, 5);
const dayMs = 86_400_000;

describe("an invitation", () => {
  test.each([
    ["before its end", now + 1, null, "live"],
    ["at its end", now, null, "expired"],
    ["ended before its end", now + dayMs, now - 1, "ended"],
    ["ended, and past its end", now - dayMs, now - 2 * dayMs, "ended"],
  ] as const)("%s", (_name, expiresAt, endedAt, state) => {
    expect(helperState({ expiresAt, endedAt }, now)).toBe(state);
  });

  test("lasts ninety days at most", () => {
    expect(helperDays.map((days) => (helperUntil(now, days) - now) / dayMs)).toEqual([7, 30, 90]);
  });

  test("lets everybody look, and knows no other words", () => {
    expect(scopesOf([])).toEqual(["view"]);
    expect(scopesOf(["propose", "sign", "view", "pay"])).toEqual(["view", "pay", "propose"]);
  });
});

describe("inviting again", () => {
  const minutesAgo = (...minutes: number[]) => minutes.map((one) => now - one * 60_000);

  test.each([
    ["never before", [], true],
    ["five in the day", minutesAgo(1, 2, 3, 4, 5), true],
    ["six in the day", minutesAgo(1, 2, 3, 4, 5, 1439), false],
    ["six, the first a day ago", minutesAgo(1, 2, 3, 4, 5, 1440), true],
  ] as const)("%s", (_name, invitedAt, may) => {
    expect(mayInviteAgain(invitedAt, now)).toBe(may);
  });
});

describe("the table of pages", () => {
  const id = "01a1ffff-0000-7000-8000-000000000000";

  test.each([
    ["/home", "look", "view"],
    [`/a/${id}/balance`, "look", "view"],
    [`/a/${id}/receipts/${id}`, "look", "view"],
    [`/a/${id}/pay`, "look", "pay"],
    [`/a/${id}/pay`, "act", "pay"],
    ["/pay", "act", "pay"],
    [`/a/${id}/propose`, "act", "propose"],
    [`/a/${id}/suggest`, "act", "propose"],
  ] as const)("%s to %s needs %s", (path, what, scope) => {
    expect(helperMay(["view", "pay", "propose"], path, what)).toBe(true);
    expect(helperMay(["view", scope], path, what)).toBe(true);
    const without = (["view", "pay", "propose"] as const).filter((one) => one !== scope);
    expect(helperMay(without, path, what)).toBe(false);
  });

  test.each([
    "/",
    "/Home",
    "/home/",
    "//home",
    "/home/more",
    `/a/${id}`,
    `/a//pay`,
    `/a/${id}/pay/more`,
    `/a/${id}/sign`,
    `/a/${id}/receipts/${id}/receipt.pdf`,
    "/preferences",
    "/a-page-of-tomorrow",
  ])("refuses %s, which it does not name", (path) => {
    expect(helperMay(["view", "pay", "propose"], path)).toBe(false);
    expect(helperMay(["view", "pay", "propose"], path, "act")).toBe(false);
  });

  test("looking is not acting", () => {
    expect(helperMay(["view", "pay", "propose"], "/home", "act")).toBe(false);
    expect(helperMay(["view", "pay", "propose"], `/a/${id}/suggest`, "look")).toBe(false);
  });

  test("a record names the page and no id", () => {
    expect(helperPage(`/a/${id}/receipts/${id}`)).toBe("/a/*/receipts/*");
    expect(helperPage("/learn")).toBe("other");
  });
});

test.each([
  ["payment.succeeded", true],
  ["payment.charged_back", true],
  ["adjustment.posted", true],
  ["plan.agreed", true],
  ["plan.proposed", false],
  ["hardship.submitted", false],
  ["dispute.opened", false],
  ["complaint.resolved", false],
  ["message.received", false],
  ["hold.set", false],
  ["contact.changed", false],
  ["autopay.changed", false],
  ["something.new", false],
])("of %s a helper is told: %s", (type, told) => {
  expect(seenByHelper(type)).toBe(told);
});
