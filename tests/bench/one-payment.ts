import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";

export const amountMinor = 1_00n;

/** An account with a plan in force, and where one payment of it goes. */
export interface Debt {
  readonly accountId: string;
  readonly debtorId: string;
  readonly planId: string;
  readonly portfolio: Portfolio;
}

/** One payment of many: a name of its own. */
export interface Payment extends Debt {
  readonly n: string;
  readonly amountMinor: bigint;
}

/** On one account many stand at once here, which the portal itself never lets happen. */
export function attemptOf({ n, accountId, debtorId, planId, portfolio }: Payment, at: Date) {
  return {
    id: n,
    portfolioId: portfolio.id,
    accountId,
    debtorId,
    sessionId: null,
    purpose: "pay-now",
    obligation: `account:${accountId}:${n}`,
    choice: "other",
    planId,
    currency: portfolio.currency,
    amount: amountMinor,
    state: "open",
    provider: "stripe",
    params: { locale: "zh-CN" },
    reference: null,
    intentRef: null,
    redirectUrl: null,
    failure: null,
    callState: "answered",
    createdAt: at,
    updatedAt: at,
    expiresAt: null,
  } as const;
}
