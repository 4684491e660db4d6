/** The quote document of the contract, whole and valid; tests change one thing at a time. */
export function quoteDocument(): Record<string, unknown> {
  return {
    on: "2026-11-21",
    account: {
      accountRef: "6225-0001",
      currency: "CNY",
      asOf: "2026-11-01",
      components: {
        principal: "10000.00",
        interest: "523.40",
        penalty: "80.00",
        fees: "0.00",
        costs: "0.00",
      },
      minimumDue: "1200.00",
      delinquentSince: "2026-08-23",
      interest: {
        dailyRate: "0.0005",
        accruesOn: ["principal"],
        compounding: "none",
        statementDay: 5,
      },
      movements: [{ on: "2026-11-10", kind: "payment", amount: "500.00" }],
      holds: [
        { kind: "breathing-space", from: "2026-11-05", to: "2026-11-15", effects: ["interest"] },
      ],
    },
    policy: "cn-bank-card",
    firstDueOn: "2026-12-15",
    affordability: {
      income: [{ kind: "salary", monthly: "8000.00" }],
      spending: [{ kind: "housing", monthly: "3000.00" }],
    },
    proposal: { amount: "600.00", frequency: "monthly", firstDueOn: "2026-12-15" },
  };
}

/** The policy document of the contract, whole and valid. */
export function wholePolicy(): Record<string, unknown> {
  return {
    id: "house",
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    rounding: "half-even",
    allocation: [
      { upToDaysOverdue: 90, order: ["costs", "fees", "penalty", "interest", "principal"] },
      { order: ["costs", "principal", "interest", "penalty", "fees"] },
    ],
    full: { discount: "0.05", payWithinDays: 7 },
    settlement: [{ fromDaysOverdue: 180, share: "0.70", maxPayments: 3, payWithinDays: 30 }],
    instalments: {
      minTerms: 3,
      maxTerms: 60,
      offerTerms: [6, 12, 24, 36],
      frequencies: ["monthly"],
      minAmount: "100.00",
      unit: "0.01",
      interest: { mode: "reduced", annualRate: "0.06" },
      firstDueFromDays: 1,
      firstDueToDays: 45,
      workingDays: "none",
      downPaymentMin: "0",
    },
    deferment: { maxDays: 90, perYear: 1, interest: "frozen", then: "full" },
    affordability: { shares: ["0.5", "0.6", "0.8"], warnAbove: "0.8" },
    plan: { graceDays: 3, breakAfterMissed: 2, tolerance: "0.01" },
  };
}

/**
 * A copy of a document with the value at a JSON path replaced, or taken out when it is undefined:
 * changed(quoteDocument(), "account.movements[0].on", "2026-10-31").
 */
export function changed(document: object, path: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(document) as Record<string, unknown>;
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() as string;
  let at = copy;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}
