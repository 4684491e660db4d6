import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { findPosting } from "#app/db/stores/postings.server.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone, instantOf } from "#app/domain/primitives/zone.ts";
import { actorName } from "../act.server.ts";
import type { KeyActor, StaffActor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { bookPayment } from "./book-payment.server.ts";

/** Money that came in past the portal. */
export interface MoneyElsewhere {
  /** Major units, as text. */
  readonly amount: string;
  readonly currency: string;
  readonly receivedOn: CalendarDate;
  readonly method: string;
  readonly reference: string | null;
  /** Names this money for ever. */
  readonly once: string;
}

export type MoneyFault =
  | "amount-not-positive"
  | "not-an-amount"
  | "amount-too-fine"
  | "amount-too-large"
  | "currency-mismatch"
  | "date-in-future"
  | "date-too-early"
  | "other-money";

export interface BookedElsewhere {
  readonly payment: PaymentRow;
  readonly accountSeq: bigint;
}

/** Books money that came in past the portal, once, however often it is told. */
export async function bookElsewhere(
  runtime: Runtime,
  actor: KeyActor | StaffActor,
  row: AccountRow,
  received: MoneyElsewhere,
): Promise<Result<BookedElsewhere, MoneyFault>> {
  const { currency, timeZone } = await loadPortfolio(runtime.db, row.portfolioId);
  if (received.currency !== currency) return err("currency-mismatch");
  const amountMinor = parseAmount(received.amount, currency);
  if (typeof amountMinor !== "bigint") return err(amountFaults[amountMinor]);
  if (amountMinor <= 0n) return err("amount-not-positive");
  const nowMs = runtime.clock.now();
  const today = dateInZone(nowMs, timeZone);
  // A system of record may be a time zone ahead.
  if (received.receivedOn > addDays(today, 1)) return err("date-in-future");
  if (received.receivedOn < addDays(today, -longestBackDays)) return err("date-too-early");
  const isToday = received.receivedOn === today;
  return runtime.db.transaction(async (tx) => {
    const booked = await bookPayment(runtime, tx, {
      accountId: row.id,
      amountMinor,
      effectiveOn: received.receivedOn,
      paidAt: new Date(isToday ? nowMs : instantOf(received.receivedOn, "12:00", timeZone)),
      source: "elsewhere",
      method: received.method,
      reference: received.reference,
      chargeRef: null,
      debtorId: null,
      attemptId: null,
      onceKey: `elsewhere:${received.once}`,
    });
    const { payment } = booked;
    if (payment.accountId !== row.id || payment.amount !== amountMinor) return err("other-money");
    if (booked.accountSeq === null) {
      const posting = await findPosting(tx, payment.postingId);
      return ok({ payment, accountSeq: posting?.accountSeq ?? 0n });
    }
    await appendAudit(tx, {
      portfolioId: row.portfolioId,
      actor: actorName(actor),
      action: "payment.received-elsewhere",
      subject: `account:${row.id}`,
      detail: { paymentId: payment.id, amount: received.amount, currency },
      at: new Date(nowMs),
    });
    return ok({ payment, accountSeq: booked.accountSeq });
  });
}

/** A mistyped year would give back years of interest; older money corrects the balance. */
const longestBackDays = 366;

const amountFaults = {
  "not-an-amount": "not-an-amount",
  "too-fine": "amount-too-fine",
  "too-large": "amount-too-large",
} as const;
