import { describe, expect, test } from "vitest";
import { Ended } from "#app/routes/debtor/plan/ended.tsx";
import { render, words } from "./render.tsx";

const complete = {
  accountId: "a",
  currency: "CNY",
  cure: null,
  plan: { state: "completed" },
} as const;

describe("a plan whose every instalment was paid", () => {
  test.each([
    ["zh-CN", "都还清了", "4.98元"],
    ["en", "All of it is paid", "4.98"],
  ] as const)("%s: all is paid only where nothing is owed", (locale, all, amount) => {
    const shown = (restMinor: bigint) =>
      words(render(<Ended page={{ ...complete, restMinor }} owes={restMinor > 0n} />, locale));
    expect(shown(0n)).toContain(all);
    expect(shown(498n)).not.toContain(all);
    expect(shown(498n)).toContain(amount);
  });
});
