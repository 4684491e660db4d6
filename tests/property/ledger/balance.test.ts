import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount } from "#app/domain/money/amount.ts";
import { addComponents, noComponents, totalOf } from "#app/domain/money/components.ts";
import { calendarDate, daysBetween } from "#app/domain/primitives/date.ts";
import { card, owedOn } from "../../support/domain/account.ts";
import { accountCase, cases, rounding } from "../../support/domain/arbitrary.ts";
import { oracleBalance } from "../../support/oracle/balance.ts";

const cardOrder = (daysOverdue: number) =>
  daysOverdue <= 90
    ? ["costs", "fees", "penalty", "interest", "principal"]
    : ["costs", "principal", "interest", "penalty", "fees"];

const balanceCase = fc.record({ of: accountCase, rounding });
const balanceOf = (given: {
  of: { account: object; on: string };
  rounding: typeof card.rounding;
}) =>
  owedOn(given.of.on, given.of.account as Record<string, unknown>, {
    ...card,
    rounding: given.rounding,
  });

describe("a balance", () => {
  it("agrees to the minor unit with a day-by-day calculation in decimals", () => {
    fc.assert(
      fc.property(balanceCase, (given) => {
        const balance = balanceOf(given);
        const { components, totalMinor, creditMinor } = balance;
        const amounts = { ...components, total: totalMinor, credit: creditMinor };
        const texts = Object.entries(amounts).map(([name, minor]) => [
          name,
          formatAmount(minor, "CNY"),
        ]);
        const rules = { places: 2, rounding: given.rounding, orderOf: cardOrder };
        const expected = oracleBalance(given.of.account, rules, given.of.on);
        expect(Object.fromEntries(texts)).toEqual(expected);
      }),
      cases,
    );
  });

  it("is the sum of its itemisation, and never negative in any part", () => {
    fc.assert(
      fc.property(balanceCase, (given) => {
        const balance = balanceOf(given);
        const itemised = balance.itemisation.reduce((sum, line) => sum + line.amountMinor, 0n);
        expect(itemised).toBe(balance.totalMinor - balance.creditMinor);
        expect(totalOf(balance.components)).toBe(balance.totalMinor);
        const parts = [...Object.values(balance.components), balance.creditMinor];
        expect(parts.every((minor) => minor >= 0n)).toBe(true);
      }),
      cases,
    );
  });

  it("explains every posting of interest by lines that sum to it, over days that follow", () => {
    fc.assert(
      fc.property(balanceCase, (given) => {
        const { explanation, itemisation } = balanceOf(given);
        const postings = itemisation.filter((line) => line.kind === "interest");
        let from = given.of.account.asOf as string;
        for (const posting of postings) {
          const lines = explanation.filter((line) => line.from >= from && line.to <= posting.on);
          const sum = lines.reduce((total, line) => total + line.amountMinor, 0n);
          expect(sum).toBe(posting.amountMinor);
          from = posting.on;
        }
        const all = explanation.reduce((total, line) => total + line.amountMinor, 0n);
        expect(all).toBe(postings.reduce((total, line) => total + line.amountMinor, 0n));
        for (const [index, line] of explanation.entries()) {
          expect(line.days).toBe(daysBetween(line.from, line.to));
          expect(line.days).toBeGreaterThan(0);
          expect(line.from >= (explanation[index - 1]?.to ?? line.from)).toBe(true);
        }
      }),
      cases,
    );
  });

  it("shows for each payment a split that, with the credit, is the payment", () => {
    fc.assert(
      fc.property(balanceCase, (given) => {
        const balance = balanceOf(given);
        const paid = balance.itemisation.filter((line) =>
          ["payment", "credit"].includes(line.kind),
        );
        const spent = paid.reduce((sum, line) => addComponents(sum, line.split ?? noComponents), {
          ...noComponents,
        });
        const received = paid.reduce((sum, line) => sum - line.amountMinor, 0n);
        expect(totalOf(spent) + balance.creditMinor).toBe(received);
      }),
      cases,
    );
  });

  it("does not change when a payment is reversed on its own day", () => {
    fc.assert(
      fc.property(balanceCase, fc.integer({ min: 1, max: 10 ** 7 }), (given, minor) => {
        const { account, on } = given.of;
        const amount = formatAmount(BigInt(minor), "CNY");
        const pair = ["payment", "reversal"].map((kind) => ({
          on,
          kind,
          amount,
          reference: "pair",
        }));
        const movements = [...account.movements, ...pair];
        const before = balanceOf(given);
        const after = balanceOf({ ...given, of: { on, account: { ...account, movements } } });
        expect(after.components).toEqual(before.components);
        expect(after.creditMinor).toBe(before.creditMinor);
        expect(calendarDate(on)).toBe(after.on);
      }),
      cases,
    );
  });
});
