import type { PayChoice } from "#app/domain/payments/amounts.ts";
import { err, type Result } from "#app/domain/primitives/result.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import type { LineRefusal } from "./begin-payment.server.ts";
import type { PaymentStart } from "./open-payment.server.ts";
import { startSeveral } from "./start-several.server.ts";

export interface PaymentWish {
  readonly accountId: string;
  readonly choice: PayChoice;
  /** Minor units; read for the choice "other" alone. */
  readonly otherMinor: bigint | null;
  /** BCP 47: the language of the page that the payer comes from. */
  readonly locale: string;
}

export type StartRefusal = LineRefusal;

/** Begins a debtor's payment of one account, or finds the one that has begun. */
export async function startPayment(
  runtime: Runtime,
  actor: DebtorActor,
  { locale, ...line }: PaymentWish,
): Promise<Result<PaymentStart, StartRefusal>> {
  const start = await startSeveral(runtime, actor, { lines: [line], locale });
  return start.ok ? start : err(start.error.refusal);
}
