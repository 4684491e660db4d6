import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { type AttemptRow, findUnsettledAttempt } from "#app/db/stores/attempts.server.ts";
import { listSuspended } from "#app/db/stores/suspended.server.ts";
import { type PayOptions, payOptions } from "#app/domain/payments/amounts.ts";
import { obligationKey } from "#app/domain/payments/begin.ts";
import { type GoingPayment, paymentView } from "#app/domain/payments/view.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { shownStill } from "../holds/shown-still.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { partyOf, purpose } from "../payments/begin-payment.server.ts";
import { payNow } from "../payments/pay-question.server.ts";
import { isMethod } from "../payments/payment-order.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** The pay page: what may be paid now, and what is being paid already. */
export async function payPage(runtime: Runtime, visit: Visit, loaded: LoadedAccount) {
  const { portfolio, row, balance } = loaded;
  const { question, next } = await payNow(runtime, runtime.db, loaded);
  const options = payOptions(question);
  const obligation = obligationKey(row.id as AccountId);
  const existing = await findUnsettledAttempt(runtime.db, obligation, purpose);
  const going = existing && goingOf(visit, existing);
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
    /** A hold stops collection: nothing is overdue, and nothing has to be paid. */
    paused: await shownStill(runtime, visit.actor, loaded),
    methods: methodsOf(runtime, portfolio),
    going,
    blocked: going !== null && (going.by === "another" || going.unsure),
    /** Money that came and is not what was asked for: a person is finding out. */
    suspended: await listSuspended(runtime.db, row.id),
    /** Other ways on: several accounts at once, somebody else. */
    several: await owesSeveral(runtime, visit),
    payerLinks: portfolio.policy.payerLinks !== "refused" && visit.helper === null,
    byTransfer: portfolio.brand.transferTo !== undefined && open,
  };
}

async function owesSeveral({ db }: Runtime, { actor }: Visit): Promise<boolean> {
  const rows = await listDebtorAccounts(db, actor.debtorId);
  return rows.filter(({ status }) => status === "open").length > 1;
}

/** The ways in which this portfolio lets its debtors pay. */
export function methodsOf(runtime: Runtime, { paymentMethods, currency }: Portfolio) {
  const can = runtime.payments.capabilities(currency).methods;
  return paymentMethods.filter(isMethod).filter((method) => can.includes(method));
}

/** What stands on an account, as this visitor may know it. */
export function goingOf(visit: Visit, attempt: AttemptRow): GoingPayment {
  if (partyOf(attempt) !== visit.actor.debtorId) return { by: "another" };
  return {
    by: "me",
    attemptId: attempt.leaderId,
    amountMinor: attempt.total,
    unsure: !paymentView(attempt.state).mayPayAgain,
    starting: attempt.state === "created",
  };
}
