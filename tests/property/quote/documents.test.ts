import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quote } from "#app/domain/quote/quote.ts";
import { readQuote } from "#app/domain/quote/read-quote.ts";
import { accountCase, cases } from "../../support/domain/arbitrary.ts";
import { changed, quoteDocument, wholePolicy } from "../../support/domain/documents.ts";
import { oracleBalance } from "../../support/oracle/balance.ts";

const whole = { ...quoteDocument(), policy: wholePolicy() };
const paths = pathsOf(whole, "");

/** Every path of a document, to its leaves and to the objects and lists on the way. */
function pathsOf(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? `[${name}]` : `${path === "" ? "" : "."}${name}`;
    return pathsOf(inner, path + step);
  });
  return path === "" ? inside : [path, ...inside];
}

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("1e3", "-1", "0", "0.001", "99999999999999999999", "2026-02-30", "NaN", ""),
  fc.constantFrom("2199-12-31", "1900-01-01", "1", "0.5", "1200.00"),
  fc.constantFrom(-1, 0, 1, 60, 0.5, 1e21, null, true),
);

describe("a quote document", () => {
  it("of any JSON is answered or refused with a code and a path, and never breaks", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        const result = quote(value);
        expect(result.ok).toBe(false);
        expect(result.ok || result.error.code).toMatch(/^[a-z-]+$/);
      }),
      cases,
    );
  });

  it("with any one value replaced is answered, or refused at that value or beside it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), junk, (path, value) => {
        const result = quote(changed(whole, path, value));
        if (result.ok) return;
        expect(result.error.code).toMatch(/^[a-z-]+$/);
        expect(result.error.message).not.toBe("");
        const [root = ""] = path.split(/[.[]/);
        const related = [
          root,
          "on",
          "firstDueOn",
          "account",
          "policy",
          "proposal",
          "affordability",
        ];
        expect(related.some((name) => result.error.path.startsWith(name))).toBe(true);
      }),
      cases,
    );
  });

  it("with an unknown field anywhere is refused with its path", () => {
    const objects = paths.filter((path) => isObject(at(path)));
    fc.assert(
      fc.property(fc.constantFrom(...objects), fc.jsonValue(), (path, value) => {
        const result = readQuote(changed(whole, `${path}.surprise`, value));
        expect(result).toMatchObject({
          ok: false,
          error: { code: "unknown-field", path: `${path}.surprise` },
        });
      }),
      cases,
    );
  });

  it("gives the balance of an independent calculation, and instalments that sum to it", () => {
    fc.assert(
      fc.property(accountCase, ({ account, on }) => {
        const result = quote({ on, account, policy: "cn-bank-card" });
        if (!result.ok) throw new Error(JSON.stringify(result.error));
        const { explanation, itemisation, daysOverdue, ...amounts } = result.value.balance;
        const rules = { places: 2, rounding: "half-up", orderOf: cardOrder } as const;
        expect(amounts).toEqual(oracleBalance(account, rules, on));
        expect(explanation.length + itemisation.length + daysOverdue).toBeGreaterThanOrEqual(0);
        for (const offer of result.value.offers) {
          const paid = offer.schedule.reduce((sum, line) => sum + minor(line.amount), 0n);
          expect(paid).toBe(minor(offer.totals.toPay));
          expect(paid + minor(offer.totals.waived)).toBe(
            minor(amounts.total) + minor(offer.totals.interest),
          );
          expect(offer.schedule.at(-1)?.balanceAfter).toBe("0.00");
        }
      }),
      { numRuns: Math.ceil(cases.numRuns / 5) },
    );
  });
});

function at(path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], whole);
}

const isObject = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const minor = (text: string): bigint => BigInt(text.replace(".", ""));

function cardOrder(daysOverdue: number): string[] {
  return daysOverdue <= 90
    ? ["costs", "fees", "penalty", "interest", "principal"]
    : ["costs", "principal", "interest", "penalty", "fees"];
}
