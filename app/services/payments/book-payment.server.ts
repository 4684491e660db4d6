import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  findPaymentByOnceKey,
  insertPayment,
  type PaymentRow,
} from "#app/db/stores/payments.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts, type EventData } from "#app/domain/feedback/event-data.ts";
import type { Balance, ItemisationLine } from "#app/domain/ledger/account.ts";
import { allocatePayment, orderFor } from "#app/domain/ledger/allocation.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { daysOverdueOn } from "#app/domain/ledger/overdue.ts";
import { paymentPosting, suspenseReleasePosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import {
  type Component,
  type Components,
  noComponents,
  totalOf,
} from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { planForPayment } from "../plans/plan-for-payment.server.ts";
import { progressPlan } from "../plans/progress-plan.server.ts";
import { reportLostCure } from "../plans/report-lost-cure.server.ts";
import type { Runtime } from "../ports.ts";
import { makeUpLate } from "./make-up-late.server.ts";
import { receiptNumber } from "./receipt-number.server.ts";

/** Money that has certainly arrived. */
export interface ArrivedMoney {
  readonly accountId: string;
  readonly amountMinor: bigint;
  /** The day, in the portfolio's zone, on which the payer authorised it (domain.md §3). */
  readonly effectiveOn: CalendarDate;
  readonly paidAt: Date;
  readonly source: PaymentRow["source"];
  readonly method: string;
  readonly reference: string | null;
  readonly chargeRef: string | null;
  readonly debtorId: string | null;
  readonly attemptId: string | null;
  /** Names this money for ever: the same key is booked once. */
  readonly onceKey: string;
  /** It waited in suspense, where its till was debited already. */
  readonly fromSuspense?: boolean;
}

export interface BookedPayment {
  readonly payment: PaymentRow;
  /** Null when it had been booked before. */
  readonly accountSeq: bigint | null;
}

/**
 * Books money to an account: event, posting with balanced entries, payment and the plan's
 * progress, all in the caller's transaction under the account's lock (architecture.md). Money
 * beyond the balance becomes the debtor's credit.
 */
export async function bookPayment(
  runtime: Runtime,
  tx: Tx,
  money: ArrivedMoney,
): Promise<BookedPayment> {
  const row = await lockAccount(tx, money.accountId);
  assert(row !== null, `no account ${money.accountId}`);
  const known = await findPaymentByOnceKey(tx, money.onceKey);
  if (known !== null) return { payment: known, accountSeq: null };
  const loaded = await loadAccount(runtime, tx, row);
  const plan = await planForPayment(tx, loaded, money.effectiveOn);
  const postingId = runtime.ids.next();
  const share = shareOut(loaded, money, postingId);
  const payment = paymentRow(runtime, loaded, money, postingId, plan?.id ?? null);
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "payment.succeeded",
    data: eventData(loaded, payment, share),
  });
  await post(runtime, tx, { loaded, payment, share, accountSeq, money });
  await insertPayment(tx, payment);
  await makeUpLate(runtime, tx, loaded, payment);
  if (plan !== null) {
    await progressPlan(runtime, tx, row.id, plan.id);
    await reportLostCure(runtime, tx, loaded, plan, money.effectiveOn);
  }
  return { payment, accountSeq };
}

/** How a payment was split, and the balance on both sides of it. */
interface Share {
  readonly split: Components;
  readonly creditMinor: bigint;
  readonly rule: string;
  readonly order: readonly Component[];
  readonly before: Components;
  readonly after: Components;
}

/** The split comes out of the same replay that every page shows, so the two cannot differ. */
function shareOut(loaded: LoadedAccount, money: ArrivedMoney, postingId: string): Share {
  const { state, portfolio, today } = loaded;
  const { policy } = portfolio;
  const { effectiveOn, amountMinor } = money;
  const on = maxDate(today, effectiveOn);
  const order = orderFor(policy, daysOverdueOn(state.delinquentSince, effectiveOn), effectiveOn);
  const afterIt = (split: Components | null) => {
    const plain = { on: effectiveOn, kind: "payment", amountMinor, component: null } as const;
    const movements = [...state.movements, { ...plain, split, reference: postingId }];
    return balanceOn({ ...state, movements }, policy, on);
  };
  const before = balanceOn(state, policy, on);
  let after = afterIt(null);
  const line = lineOf(after, postingId);
  const met = absolute(line?.split ?? noComponents);
  let split = met;
  // By steps: money that was paid between the two days may have lost its debt before them.
  while (totalOf(split) > 0n && forgoneIn(after) < forgoneIn(before)) {
    // Money of an earlier day lowers interest too, so that more than it met may be eaten.
    const leftMinor = totalOf(split) - forgoneIn(before) + forgoneIn(after);
    split = allocatePayment(met, leftMinor > 0n ? leftMinor : 0n, order).split;
    after = afterIt(split);
  }
  return {
    split,
    creditMinor: amountMinor - totalOf(split),
    rule: line?.rule ?? "allocation:any",
    order,
    before: before.components,
    after: after.components,
  };
}

const lineOf = ({ itemisation }: Balance, postingId: string): ItemisationLine | undefined =>
  itemisation.find(({ reference, kind }) => reference === postingId && kind === "payment");

/**
 * What was waived, or taken off as not owed, and stands: it finds its debt, so that money of an
 * earlier day that is told later is credit instead.
 */
function forgoneIn({ itemisation }: Balance): bigint {
  const forgone = itemisation.filter(({ kind }) => kind === "waiver" || kind === "credit");
  const undone = itemisation.filter(
    ({ kind, reference }) =>
      kind === "reversal" && forgone.some((line) => line.reference === reference),
  );
  return splitsOf(forgone) - splitsOf(undone);
}

const splitsOf = (lines: readonly ItemisationLine[]): bigint =>
  lines.reduce((sum, { split }) => sum + totalOf(split ?? noComponents), 0n);

function absolute(parts: Components): Components {
  const size = (minor: bigint) => (minor < 0n ? -minor : minor);
  const { principal, interest, penalty, fees, costs } = parts;
  return {
    principal: size(principal),
    interest: size(interest),
    penalty: size(penalty),
    fees: size(fees),
    costs: size(costs),
  };
}

function paymentRow(
  runtime: Runtime,
  loaded: LoadedAccount,
  money: ArrivedMoney,
  postingId: string,
  planId: string | null,
): PaymentRow {
  const id = runtime.ids.next();
  return {
    id,
    portfolioId: loaded.row.portfolioId,
    accountId: money.accountId,
    debtorId: money.debtorId,
    attemptId: money.attemptId,
    planId,
    currency: loaded.row.currency,
    amount: money.amountMinor,
    source: money.source,
    method: money.method,
    reference: money.reference,
    chargeRef: money.chargeRef,
    effectiveOn: money.effectiveOn,
    paidAt: money.paidAt,
    postingId,
    state: "succeeded",
    receiptNo: receiptNumber(money.effectiveOn, id),
    returned: 0n,
  };
}

function eventData(
  loaded: LoadedAccount,
  payment: PaymentRow,
  share: Share,
): EventData<"payment.succeeded"> {
  const { currency } = loaded.portfolio;
  return {
    paymentId: payment.id,
    receiptNo: payment.receiptNo,
    amount: formatAmount(payment.amount, currency),
    currency,
    effectiveOn: payment.effectiveOn as CalendarDate,
    paidAt: payment.paidAt.toISOString(),
    source: payment.source === "elsewhere" ? "elsewhere" : "portal",
    method: payment.method,
    reference: payment.reference,
    planId: payment.planId,
    split: componentTexts(share.split, currency),
    credit: formatAmount(share.creditMinor, currency),
    rule: share.rule,
    order: share.order,
    balanceBefore: componentTexts(share.before, currency),
    balanceAfter: componentTexts(share.after, currency),
  };
}

interface Booking {
  readonly loaded: LoadedAccount;
  readonly payment: PaymentRow;
  readonly share: Share;
  readonly accountSeq: bigint;
  readonly money: ArrivedMoney;
}

async function post(runtime: Runtime, tx: Tx, booking: Booking): Promise<void> {
  const { payment, share, accountSeq, money } = booking;
  const occasion = { on: payment.effectiveOn as CalendarDate, reference: payment.postingId };
  const { split, creditMinor } = share;
  const { entries } = money.fromSuspense
    ? suspenseReleasePosting(occasion, split, creditMinor)
    : paymentPosting(occasion, payment.source, split, creditMinor);
  const written = await insertPosting(
    tx,
    {
      id: payment.postingId,
      accountId: payment.accountId,
      portfolioId: payment.portfolioId,
      kind: "payment",
      effectiveOn: payment.effectiveOn,
      currency: payment.currency,
      amount: payment.amount,
      principal: -share.split.principal,
      interest: -share.split.interest,
      penalty: -share.split.penalty,
      fees: -share.split.fees,
      costs: -share.split.costs,
      credit: share.creditMinor,
      rule: share.rule,
      source: payment.source,
      onceKey: money.onceKey,
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "a once-key that was free under the lock is free");
}
