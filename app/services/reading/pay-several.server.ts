import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { listGroupPlans } from "#app/db/stores/plans.server.ts";
import { type AmountRefusal, amountToPay } from "#app/domain/payments/amounts.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { PaymentLine } from "../payments/begin-payment.server.ts";
import { payNow } from "../payments/pay-question.server.ts";
import type { Runtime } from "../ports.ts";
import { payPage } from "./pay.server.ts";

/**
 * Every open account of this visitor with what may be paid of it now; one page, one charge. With a
 * group: those alone whose plans in force were signed together.
 */
export async function paySeveral(runtime: Runtime, visit: Visit, groupId: string | null = null) {
  const rows = await listDebtorAccounts(runtime.db, visit.actor.debtorId);
  const plans =
    groupId !== null && isUuid(groupId) ? await listGroupPlans(runtime.db, groupId) : [];
  const members = plans.filter(({ state }) => state === "agreed" || state === "active");
  const isMeant = (id: string) =>
    members.length === 0 || members.some(({ accountId }) => accountId === id);
  const open = rows.filter((row) => row.status === "open" && isMeant(row.id));
  return Promise.all(
    open.map(async (row) => {
      const page = await payPage(runtime, visit, await loadAccount(runtime, runtime.db, row));
      const card = openCardFacts(runtime, row).cardLast4;
      return { ...page, card, product: row.product };
    }),
  );
}

/** What these choices come to, or which of them cannot be taken; begins nothing. */
export async function sumOfLines(
  runtime: Runtime,
  visit: Visit,
  lines: readonly PaymentLine[],
): Promise<
  | { readonly ok: true; readonly totalMinor: bigint }
  | { readonly ok: false; readonly accountId: string; readonly reason: AmountRefusal["reason"] }
> {
  const rows = await listDebtorAccounts(runtime.db, visit.actor.debtorId);
  let totalMinor = 0n;
  for (const { accountId, choice, otherMinor } of lines) {
    const row = rows.find((one) => one.id === accountId);
    if (row === undefined) return { ok: false, accountId, reason: "choice-not-open" };
    const loaded = await loadAccount(runtime, runtime.db, row);
    const { question } = await payNow(runtime, runtime.db, loaded);
    const amount = amountToPay(question, choice, otherMinor);
    if (!amount.ok) return { ok: false, accountId, reason: amount.error.reason };
    totalMinor += amount.value;
  }
  return { ok: true, totalMinor };
}
