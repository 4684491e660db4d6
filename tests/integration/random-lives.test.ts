import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount } from "#app/domain/money/amount.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { withPayments } from "../support/payments.ts";
import { playLife } from "../support/scenarios/play-life.ts";

const bench = withPayments();
const start = calendarDate("2026-11-21");
const asked = process.env.EVENKEEL_PROPERTY_RUNS;
/** Five lives, the same in every run; as many new ones as are asked for. */
const lives = asked === undefined ? { numRuns: 5, seed: 20_261_122 } : { numRuns: Number(asked) };

const plans: Readonly<Record<string, readonly string[]>> = {
  "no plan": [],
  "a frozen plan": ["given plans may be monthly"],
  "a plan at the account's own rate": ["given plans bear the account's own interest"],
  "a plan at a reduced rate": ["given plans bear 6% a year instead"],
  "a plan with a fee": ["given plans charge 0.60% of the principal an instalment"],
  "a settlement": ["given a settlement at 60% in 3 payments within 30 days"],
};

const day = fc.integer({ min: 1, max: 100 });
const back = fc.integer({ min: 0, max: 50 });
const cents = fc.oneof(
  fc.bigInt({ min: 1n, max: 1_200_000n }),
  fc.constantFrom(200_000n, 333_334n, 600_000n, 1_000_000n, 1_100_000n),
);
const step = fc.oneof(
  fc.record({ what: fc.constant("pays" as const), day, back, cents }),
  fc.record({ what: fc.constant("pays" as const), day, back: fc.constant(0), cents }),
  fc.record({ what: fc.constant("held" as const), day, back, cents }),
  fc.record({ what: fc.constantFrom("refund", "card", "taken", "lost", "won"), day, back, cents }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The sentence of tests/scenarios that says it; money of a day before the snapshot has none. */
function sentence({ what, day: on, back: days, cents: minor }: Step): string {
  const amount = formatAmount(minor, "CNY");
  const from = addDays(start, Math.max(0, on - days));
  const said = {
    pays: `pays ${amount}, effective ${from}`,
    held: `a hold of vulnerability runs from ${from} to ${addDays(from, Number(minor % 40n))}`,
    refund: `${amount} of the last payment is refunded`,
    card: `pays ${formatAmount(100_000n + (minor % 500_000n), "CNY")} by card`,
    taken: "the last payment is taken back",
    lost: "the payer's bank takes the last payment back",
    won: "the payer's bank gives it back",
  };
  return `on ${addDays(start, on)}: ${said[what as keyof typeof said]}`;
}

/** A life as it may come: what cannot be done then is left out or refused. */
function lifeOf(given: readonly string[], sign: readonly string[], steps: readonly Step[]): string {
  const ordered = [...steps].sort((a, b) => a.day - b.day);
  let last: "none" | "card" | "other" = "none";
  let isLost = false;
  const possible = ordered.filter(({ what }) => {
    // No page takes more than is owed, so that a card pays first; the bank takes that back.
    if (what === "card" && last !== "none") return false;
    if (what === "lost" && (last !== "card" || isLost)) return false;
    if (what === "won" && !isLost) return false;
    if (what === "card" || what === "pays") last = what === "card" ? "card" : "other";
    if (what === "lost" || what === "won") isLost = what === "lost";
    return true;
  });
  const first = possible.findIndex(({ what }) => what === "pays" || what === "card");
  const said = possible.filter(({ what }, n) => what === "held" || (first >= 0 && n >= first));
  return [
    "A random life",
    `given an account of 10,000.00 as of ${start}`,
    "given it is overdue since 2026-09-01",
    "given interest of 0.05% a day",
    ...given,
    `on ${start}: nothing happens`,
    ...sign.map((words) => `and ${words}`),
    ...said.map(sentence),
    `on ${addDays(start, 160)}: nothing happens`,
  ].join("\n");
}

describe.each(Object.keys(plans))("money in any order, with %s", { timeout: 600_000 }, (name) => {
  const settles = name === "a settlement" ? "signs a settlement in 3" : "";
  const signs = settles || "signs 3 monthly instalments from 2026-12-15";
  const sign = name === "no plan" ? [] : [signs];

  test("leaves books that are the balance, by component and in credit", async () => {
    const life = fc.array(step, { minLength: 2, maxLength: 7 });
    const property = fc.asyncProperty(life, async (steps) => {
      const text = lifeOf(plans[name] ?? [], sign, steps);
      const wrong = await playLife(bench, text);
      expect(wrong.filter((what) => !what.includes("was refused as"))).toEqual([]);
    });
    await fc.assert(property, { ...lives, endOnFailure: false });
    expect(await verifyLedger(bench.runtime)).toMatchObject({ fault: null });
  });
});
