import { findHelper } from "#app/db/stores/helpers.server.ts";
import { err, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import { noteHelper } from "../helpers/note-helper.server.ts";
import type { Runtime } from "../ports.ts";
import type { BeginRefusal, PaymentLine } from "./begin-payment.server.ts";
import { openPayment, type PaymentStart } from "./open-payment.server.ts";

export interface SeveralWish {
  /** Each account once. */
  readonly lines: readonly PaymentLine[];
  /** BCP 47: the language of the page that the payer comes from. */
  readonly locale: string;
}

/** Begins a debtor's payment of accounts of theirs by one charge, or finds what has begun. */
export async function startSeveral(
  runtime: Runtime,
  actor: DebtorActor,
  { lines, locale }: SeveralWish,
): Promise<Result<PaymentStart, BeginRefusal>> {
  const accounts = new Set(lines.map((line) => line.accountId));
  const sound = actor.level > 0 && lines.length > 0 && accounts.size === lines.length;
  if (!sound) {
    const refusal = { reason: "not-found", limitMinor: null } as const;
    return err({ accountId: lines[0]?.accountId ?? "", refusal });
  }
  const { debtorId, sessionId } = actor;
  const party = { debtorId, sessionId, payerLinkId: null };
  const start = await openPayment(runtime, party, {
    lines,
    page: { locale, back: "/pay/return" },
  });
  if (start.ok && actor.helper) await notePaying(runtime, actor, start.value.attemptId);
  return start;
}

/** That it was a helper who opened the payment page stands in the debtor's record. */
async function notePaying(runtime: Runtime, actor: DebtorActor, attemptId: string): Promise<void> {
  const helper = actor.helper && (await findHelper(runtime.db, actor.helper.id));
  if (!helper) return;
  const about = { helperId: helper.id, portfolioId: helper.portfolioId, by: actorName(actor) };
  await noteHelper(runtime, runtime.db, about, "helper.paying", { attemptId });
}
