import type { Tx } from "#app/db/database.server.ts";
import { keepNotice } from "#app/db/stores/autopay-charges.server.ts";
import {
  type AutopayRow,
  findAutopayOfPlan,
  insertAutopay,
} from "#app/db/stores/autopays.server.ts";
import { findMandate } from "#app/db/stores/mandates.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { nextCharge } from "#app/domain/payments/autopay/next-step.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { askAutopay } from "./ask-autopay.server.ts";
import { endThis } from "./end-autopay.server.ts";
import { recordAutopayChange } from "./record-change.server.ts";
import { type MandateRecord, mandateBinding } from "./seals.server.ts";
import { tellDebtor } from "./tell-debtor.server.ts";

/**
 * Starts charging a plan to a card, under the account's lock; whatever charged it before ends. The
 * page on which it was turned on named the first charge: for one that is near, that is its notice.
 */
export async function turnOn(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  { mandateId, methodId }: { readonly mandateId: string; readonly methodId: string },
): Promise<AutopayRow> {
  const before = await findAutopayOfPlan(tx, plan.id);
  if (before !== null) {
    await endThis(runtime, tx, before, "replaced", `debtor:${plan.debtorId}`);
  }
  const at = new Date(runtime.clock.now());
  const { accountId, portfolioId, debtorId } = plan;
  const autopay: AutopayRow = {
    id: runtime.ids.next(),
    portfolioId,
    accountId,
    planId: plan.id,
    debtorId,
    mandateId,
    methodId,
    state: "on",
    reason: null,
    nextAt: at,
    startedAt: at,
    changedAt: at,
  };
  await insertAutopay(tx, autopay);
  const first = await noticeOnPage(runtime, tx, loaded, plan, autopay);
  const which = { autopayId: autopay.id, accountId, planId: plan.id, debtorId, mandateId };
  await recordAutopayChange(runtime, tx, { ...which, state: "on", reason: null });
  const mandate = await findMandate(tx, mandateId);
  assert(mandate !== null, "autopay has its mandate");
  const { texts } = runtime.sealer.open<MandateRecord>(mandateBinding(mandate), mandate.sealed);
  await tellDebtor(runtime, tx, {
    portfolio: loaded.portfolio,
    debtorId,
    accountId,
    kind: first === null ? "autopay-waits" : "autopay-on",
    page: "autopay",
    ...(first === null ? {} : { amountMinor: first.amountMinor, on: first.on }),
    more: (locale) => ({ words: (texts[locale] ?? []).join("\n") }),
  });
  return autopay;
}

async function noticeOnPage(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  autopay: AutopayRow,
) {
  const asked = await askAutopay(runtime, tx, loaded, plan, autopay);
  // What is due at once needs no other notice than the page.
  const question = { ...asked, rule: { ...asked.rule, noticeDays: 0 } };
  const first = nextCharge(question);
  if (first === null) return null;
  const today = dateInZone(runtime.clock.now(), loaded.portfolio.timeZone);
  if (first.on > addDays(today, asked.rule.noticeDays)) return first;
  await keepNotice(tx, {
    autopayId: autopay.id,
    portfolioId: autopay.portfolioId,
    n: first.n,
    chargeOn: first.on,
    amount: first.amountMinor,
    contactId: null,
    toldAt: autopay.startedAt,
  });
  return first;
}
