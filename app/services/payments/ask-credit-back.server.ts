import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import type { RefundRow } from "#app/db/stores/refunds.server.ts";
import { creditOfAccount } from "#app/db/stores/returned.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { writeRequest } from "./request-refund.server.ts";
import { sendRefund } from "./send-refund.server.ts";
import { spreadCredit } from "./spread-credit.server.ts";

export type CreditFault = "not-found" | "no-credit";

type Asked = Result<readonly RefundRow[], CreditFault>;

/**
 * The debtor asks for the credit on an account: each payment that made it gives its part back, the
 * way it was paid. Up to the portfolio's limit it goes at once; above it, a person looks first.
 */
export async function askCreditBack(
  runtime: Runtime,
  actor: DebtorActor,
  accountId: string,
): Promise<Asked> {
  const mayAsk = actor.level > 0 && isUuid(accountId);
  const asked = await runtime.db.transaction(async (tx): Promise<Asked> => {
    if (!mayAsk || !(await owesAccount(tx, actor.debtorId, accountId))) return err("not-found");
    await lockAccount(tx, accountId);
    const shares = await spreadCredit(tx, accountId, await creditOfAccount(tx, accountId));
    const refunds: RefundRow[] = [];
    for (const { payment, amountMinor } of shares) {
      const written = await writeRequest(runtime, tx, actor, {
        paymentId: payment.id,
        amountMinor,
        reason: "overpaid",
        note: null,
        creditOnly: true,
        id: runtime.ids.next(),
      });
      if (written.ok) refunds.push(written.value);
    }
    return refunds.length === 0 ? err("no-credit") : ok(refunds);
  });
  if (!asked.ok) return asked;
  for (const { id, state } of asked.value) if (state === "requested") await sendRefund(runtime, id);
  return asked;
}
