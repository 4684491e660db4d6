import { describe, expect, it } from "vitest";
import { balancesOf, creditOf, owedOf } from "#app/domain/ledger/derived.ts";
import { assertBalanced, type Posting, reversalOf } from "#app/domain/ledger/posting.ts";
import {
  accrualPosting,
  chargePosting,
  openingPosting,
  paymentPosting,
  returnPosting,
  suspensePosting,
  suspenseReleasePosting,
  waiverPosting,
} from "#app/domain/ledger/postings.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const on = calendarDate("2026-11-10");
const occasion = { on, reference: "r1" };
const none = { principal: 0n, interest: 0n, penalty: 0n, fees: 0n, costs: 0n };
const entriesOf = (posting: Posting) =>
  posting.entries.map((entry) => [entry.account, Number(entry.amountMinor)]);

describe("postings", () => {
  it.each([
    [
      openingPosting(occasion, { ...none, principal: 100n, fees: 5n }),
      [
        ["receivable:principal", 100],
        ["receivable:fees", 5],
        ["snapshot", -105],
      ],
    ],
    [
      paymentPosting(occasion, "stripe", { ...none, principal: 60n, interest: 30n }, 10n),
      [
        ["cash:stripe", 100],
        ["receivable:principal", -60],
        ["receivable:interest", -30],
        ["credit:debtor", -10],
      ],
    ],
    [
      suspensePosting(occasion, "elsewhere", 7n),
      [
        ["cash:elsewhere", 7],
        ["suspense", -7],
      ],
    ],
    [
      suspenseReleasePosting(occasion, { ...none, principal: 5n }, 2n),
      [
        ["suspense", 7],
        ["receivable:principal", -5],
        ["credit:debtor", -2],
      ],
    ],
    [
      returnPosting("refund", occasion, "stripe", {
        split: none,
        creditMinor: 10n,
        beyondMinor: 0n,
      }),
      [
        ["credit:debtor", 10],
        ["cash:stripe", -10],
      ],
    ],
    [
      returnPosting("chargeback", occasion, "stripe", {
        split: { ...none, principal: 5n },
        creditMinor: 1n,
        beyondMinor: 2n,
      }),
      [
        ["receivable:principal", 5],
        ["credit:debtor", 1],
        ["suspense", 2],
        ["cash:stripe", -8],
      ],
    ],
    [
      returnPosting("transfer", occasion, "stripe", {
        split: none,
        creditMinor: 9n,
        beyondMinor: 0n,
      }),
      [
        ["credit:debtor", 9],
        ["transfer", -9],
      ],
    ],
    [
      paymentPosting(occasion, "credit", { ...none, fees: 7n }, 2n),
      [
        ["transfer", 9],
        ["receivable:fees", -7],
        ["credit:debtor", -2],
      ],
    ],
    [
      accrualPosting(occasion, "interest", -3n),
      [
        ["receivable:interest", -3],
        ["income:interest", 3],
      ],
    ],
    [
      chargePosting(occasion, "costs", 4n),
      [
        ["receivable:costs", 4],
        ["income:costs", -4],
      ],
    ],
    [
      waiverPosting(occasion, { ...none, penalty: 8n }),
      [
        ["waiver", 8],
        ["receivable:penalty", -8],
      ],
    ],
  ])("balance, and leave out empty entries: $kind", (posting, expected) => {
    expect(entriesOf(posting)).toEqual(expected);
    expect(posting).toMatchObject({ on, reference: "r1" });
  });

  it("are refused when they say nothing or do not sum to zero", () => {
    expect(() => waiverPosting(occasion, none)).toThrow(/two entries/);
    const crooked: Posting = {
      kind: "payment",
      ...occasion,
      entries: [
        { account: "cash:stripe", amountMinor: 100n },
        { account: "receivable:principal", amountMinor: -99n },
      ],
    };
    expect(() => assertBalanced(crooked)).toThrow(/off by 1/);
  });

  it("give balances, what is owed and credit, all zero again when reversed", () => {
    const postings = [
      openingPosting(occasion, { ...none, principal: 100n }),
      accrualPosting(occasion, "interest", 5n),
      paymentPosting(occasion, "stripe", { ...none, principal: 100n, interest: 5n }, 20n),
    ];
    expect(owedOf(postings)).toEqual(none);
    expect(creditOf(postings)).toBe(20n);
    expect(creditOf([])).toBe(0n);
    expect(owedOf(postings.slice(0, 2))).toEqual({ ...none, principal: 100n, interest: 5n });
    const undone = postings.map((posting) => reversalOf(posting, on, "undo"));
    expect(undone[0]?.kind).toBe("reversal");
    const all = balancesOf([...postings, ...undone]);
    expect([...all.values()].every((amount) => amount === 0n)).toBe(true);
    expect(all.size).toBe(6);
  });
});
