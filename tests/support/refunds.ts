import type { StaffActor, StaffRole } from "#app/services/actor.ts";
import type { RefundWish } from "#app/services/payments/request-refund.server.ts";
import { drain, type Owing, openPage, type PaymentBench } from "./payments.ts";

/** Somebody of the staff who works in the account's portfolio. */
export function staffOf({ runtime }: PaymentBench, { portfolio }: Owing, role: StaffRole) {
  const staffId = runtime.ids.next();
  return { kind: "staff", staffId, role, portfolioIds: [portfolio.id] } satisfies StaffActor;
}

export interface Paid {
  readonly paymentId: string;
  readonly chargeRef: string;
}

/** Pays on the provider's page until it is booked; answers the payment. */
export async function pay(
  bench: PaymentBench,
  owing: Owing,
  amountMinor: bigint,
  card = "4242424242424242",
): Promise<Paid> {
  const { session, attemptId } = await openPage(bench, owing, amountMinor);
  bench.simulator.control.pay({ session, card });
  await drain(bench);
  const [row] = await bench.runtime.db.query<Paid>(
    `select id as "paymentId", charge_ref as "chargeRef" from payment where attempt_id = $1`,
    [attemptId],
  );
  if (row === undefined) throw new Error("the payment was not booked");
  return row;
}

export function wishOf(
  { runtime }: PaymentBench,
  paymentId: string,
  amountMinor: bigint,
  change: Partial<RefundWish> = {},
): RefundWish {
  const id = runtime.ids.next();
  return {
    paymentId,
    amountMinor,
    reason: "requested",
    note: null,
    creditOnly: false,
    id,
    ...change,
  };
}

/** What the books say of an account after money went back: minor units. */
export async function returnsIn({ runtime }: PaymentBench, accountId: string) {
  const { db } = runtime;
  const [sums] = await db.query<{
    owed: bigint;
    credit: bigint;
    cash: bigint;
    suspense: bigint;
    off: bigint;
  }>(
    `select coalesce(sum(amount) filter (where ledger_account like 'receivable:%'), 0)::bigint
         as owed,
       -coalesce(sum(amount) filter (where ledger_account = 'credit:debtor'), 0)::bigint
         as credit,
       coalesce(sum(amount) filter (where ledger_account like 'cash:%'), 0)::bigint as cash,
       coalesce(sum(amount) filter (where ledger_account = 'suspense'), 0)::bigint as suspense,
       coalesce(sum(amount), 0)::bigint as off
     from entry where posting_id in (select id from posting where account_id = $1)`,
    [accountId],
  );
  const events = await db.query<{ type: string }>(
    "select type from event where account_id = $1 order by account_seq",
    [accountId],
  );
  const [payment] = await db.query<{ returned: bigint }>(
    `select coalesce(sum(returned), 0)::bigint as returned from payment where account_id = $1`,
    [accountId],
  );
  const breaks = await db.query<{ kind: string }>(
    "select kind from break where account_id = $1 order by raised_at, kind",
    [accountId],
  );
  return {
    ...sums,
    returned: payment?.returned,
    events: events.map(({ type }) => type),
    breaks: breaks.map(({ kind }) => kind),
  };
}
