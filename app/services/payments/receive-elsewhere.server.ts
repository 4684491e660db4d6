import type { Result } from "#app/domain/primitives/result.ts";
import {
  type AccountName,
  accountByRef,
  type NameFault,
} from "../accounts/account-by-ref.server.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import {
  type BookedElsewhere,
  bookElsewhere,
  type MoneyElsewhere,
  type MoneyFault,
} from "./book-elsewhere.server.ts";

/** Money that the collector received by its own means (interfaces.md §6). */
export interface ReceivedElsewhere extends MoneyElsewhere {
  readonly account: AccountName;
}

export type ElsewhereFault = NameFault | MoneyFault;

/**
 * Books a payment that was received elsewhere, once, however often it is told. A snapshot that
 * contains it carries `appliedThrough` at or above the number that is answered.
 */
export async function receiveElsewhere(
  runtime: Runtime,
  actor: KeyActor,
  received: ReceivedElsewhere,
): Promise<Result<BookedElsewhere, ElsewhereFault>> {
  const found = await accountByRef(runtime, actor, received.account);
  return found.ok ? bookElsewhere(runtime, actor, found.value, received) : found;
}
