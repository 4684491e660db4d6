import { describe, expect, test } from "vitest";
import { AmountForm } from "#app/components/pay/amount-form.tsx";
import type { PayableAmounts } from "#app/components/pay/amount-options.tsx";
import { PausedNote } from "#app/components/pay/paused-note.tsx";
import { HeldParts } from "#app/components/plan/held-parts.tsx";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { render, words } from "./render.tsx";

const page: PayableAmounts = {
  currency: "CNY",
  owedMinor: 500_000n,
  fixed: [
    { choice: "whole", amountMinor: 500_000n },
    { choice: "overdue", amountMinor: 120_000n },
  ],
  other: null,
  next: null,
};
const form = { refused: undefined, title: "金额", go: "付款" };

describe("the amounts that may be paid", () => {
  test.each([
    ["zh-CN", "逾期", /先还到了日子的/, /不算逾期/],
    ["en", "What is overdue", /What has fallen due/, /not overdue/],
  ] as const)("%s: nothing is called overdue while a hold stands", (locale, word, due, not) => {
    const running = words(render(<AmountForm page={page} {...form} />, locale));
    expect(running).toContain(word);
    const paused = words(
      render(<AmountForm page={{ ...page, paused: { to: null } }} {...form} />, locale),
    );
    expect(paused).toMatch(due);
    expect(paused).toMatch(not);
    expect(paused).not.toMatch(/先还逾期的|What is overdue/);
  });

  test("the note says until when, where that is known", () => {
    const to = calendarDate("2026-12-20");
    expect(words(render(<PausedNote to={to} />, "zh-CN"))).toContain("2026年12月20日恢复");
    expect(words(render(<PausedNote to={null} />, "zh-CN"))).not.toContain("2026");
  });
});

test("what a hold stops is said, and nothing of an end that is not this reader's to know", () => {
  const said = (kind: "manual" | "dispute", to: string | null) => {
    const hold = {
      kind,
      to: to === null ? null : calendarDate(to),
      effects: ["interest"] as const,
    };
    return words(render(<HeldParts holds={[hold]} />, "en"));
  };
  expect(said("dispute", null)).toContain("No end is set");
  expect(said("manual", "2026-12-20")).toContain("20 December 2026");
  expect(said("manual", null)).toContain("Stopped: interest.");
  expect(said("manual", null)).not.toMatch(/end|until/i);
});
