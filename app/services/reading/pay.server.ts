import { type AttemptRow, findUnsettledAttempt } from "#app/db/stores/attempts.server.ts";
import { type PayOptions, payOptions } from "#app/domain/payments/amounts.ts";
import { obligationKey } from "#app/domain/payments/begin.ts";
import { paymentView } from "#app/domain/payments/view.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { payNow } from "../payments/pay-question.server.ts";
import { isMethod } from "../payments/payment-order.server.ts";
import type { Runtime } from "../ports.ts";

/** A payment that has begun on this account: `another` says no more than that. */
export type GoingPayment =
  | { readonly by: "another" }
  | { readonly by: "me"; readonly attemptId: string; readonly amountMinor: bigint };

/** The pay page: what may be paid now, and what is being paid already. */
export async function payPage(runtime: Runtime, visit: Visit, loaded: LoadedAccount) {
  const { portfolio, row, balance } = loaded;
  const { question, next } = await payNow(runtime, runtime.db, loaded);
  const options = payOptions(question);
  const obligation = obligationKey(row.id as AccountId);
  const existing = await findUnsettledAttempt(runtime.db, obligation, "pay-now");
  const can = runtime.payments.capabilities(portfolio.currency).methods;
  const none: PayOptions = { fixed: [], other: null };
  const open = row.status === "open";
  return {
    accountId: row.id,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    owedMinor: question.balanceMinor,
    ...(options.ok && open ? options.value : none),
    closed: !open ? ("not-payable" as const) : options.ok ? null : options.error,
    next: next && { n: next.n, dueOn: next.dueOn },
    methods: portfolio.paymentMethods.filter(isMethod).filter((method) => can.includes(method)),
    going: existing && goingOf(visit, existing),
    /** Money may have moved and nobody can say: nothing may be paid beside it. */
    blocked: existing !== null && isBlocking(visit, existing),
  };
}

function goingOf(visit: Visit, attempt: AttemptRow): GoingPayment {
  if (attempt.debtorId !== visit.actor.debtorId) return { by: "another" };
  return { by: "me", attemptId: attempt.id, amountMinor: attempt.amount };
}

function isBlocking(visit: Visit, attempt: AttemptRow): boolean {
  const mine = attempt.debtorId === visit.actor.debtorId;
  return !mine || !paymentView(attempt.state).mayPayAgain;
}
