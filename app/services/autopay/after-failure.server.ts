import type { Tx } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { type ChargeRow, keepNotice } from "#app/db/stores/autopay-charges.server.ts";
import { type AutopayRow, setAutopayState } from "#app/db/stores/autopays.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import type { DeclineKind } from "#app/domain/payments/autopay/decline.ts";
import { nextCharge } from "#app/domain/payments/autopay/next-step.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { askAutopay } from "./ask-autopay.server.ts";
import { recordAutopayChange } from "./record-change.server.ts";
import { tellDebtor } from "./tell-debtor.server.ts";

interface Failure {
  readonly row: AccountRow;
  readonly autopay: AutopayRow;
  readonly charge: ChargeRow;
  readonly kind: DeclineKind;
}

/**
 * What follows a charge that failed: a card that will not work again stops autopay, and the debtor
 * is told in one message what happened, what comes next and how to pay. The message is the notice
 * of the next try.
 */
export async function afterFailure(runtime: Runtime, tx: Tx, failure: Failure): Promise<void> {
  const { row, autopay, charge, kind } = failure;
  const loaded = await loadAccount(runtime, tx, row);
  if (kind === "never") await stop(runtime, tx, autopay);
  const again = kind === "later" ? await nextTry(runtime, tx, loaded, autopay, charge) : null;
  const contactId = await tellDebtor(runtime, tx, {
    portfolio: loaded.portfolio,
    debtorId: autopay.debtorId,
    accountId: row.id,
    kind: messageFor(kind, again),
    amountMinor: charge.amount,
    ...(again === null ? {} : { on: again }),
    page: kind === "never" ? "autopay" : "pay",
  });
  if (again === null) return;
  await keepNotice(tx, {
    autopayId: autopay.id,
    portfolioId: autopay.portfolioId,
    n: charge.n,
    chargeOn: again,
    amount: charge.amount,
    contactId,
    toldAt: new Date(runtime.clock.now()),
  });
}

function messageFor(kind: DeclineKind, again: CalendarDate | null) {
  if (kind === "never") return "autopay-stopped";
  if (kind === "payer") return "autopay-needs-you";
  return again === null ? "autopay-given-up" : "autopay-failed";
}

/** Whether it is tried again by itself, and on which day. */
async function nextTry(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  autopay: AutopayRow,
  charge: ChargeRow,
): Promise<CalendarDate | null> {
  if (autopay.state !== "on") return null;
  const plan = await findPlan(tx, charge.planId);
  assert(plan !== null, "autopay has its plan");
  const asked = await askAutopay(runtime, tx, loaded, plan, autopay, null);
  const question = {
    ...asked,
    open: asked.open.filter((line) => line.n === charge.n),
    // This message is the notice, however many days before a first charge need one.
    rule: { ...asked.rule, noticeDays: 0 },
  };
  return nextCharge(question)?.on ?? null;
}

async function stop(runtime: Runtime, tx: Tx, autopay: AutopayRow): Promise<void> {
  const at = new Date(runtime.clock.now());
  const reason = "card-refused";
  if (!(await setAutopayState(tx, autopay.id, { state: "stopped", reason, at }))) return;
  const { id: autopayId, accountId, planId, debtorId, mandateId } = autopay;
  const which = { autopayId, accountId, planId, debtorId, mandateId };
  await recordAutopayChange(runtime, tx, { ...which, state: "stopped", reason });
}
