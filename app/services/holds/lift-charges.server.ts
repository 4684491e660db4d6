import type { Tx } from "#app/db/database.server.ts";
import { listAccountPlans } from "#app/db/stores/plans.server.ts";
import { listPostingsKeyed, type PostingRow } from "#app/db/stores/postings.server.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { owedBefore } from "../plans/own-charges.server.ts";
import type { Runtime } from "../ports.ts";
import { postInterestBack } from "./post-interest-back.server.ts";
import type { ResplitCause } from "./post-resplit.server.ts";

/**
 * Gives back what plans at a reduced rate or with a fee have charged after `since` on dates before
 * which nothing was owed any more, as is known now: who pays all of it off is not charged what was
 * still to come (decision 28). Under the account's lock, once what was told late is written. A
 * charge that a snapshot contains stays: the snapshot is final.
 */
export async function liftCharges(
  runtime: Runtime,
  tx: Tx,
  { row }: Pick<LoadedAccount, "row">,
  since: CalendarDate,
  cause: ResplitCause,
): Promise<void> {
  if (!row.planInterest) return;
  const backs = await listPostingsKeyed(tx, row.id, "held-charge:");
  for (const charge of await chargesOf(tx, row.id)) {
    const on = calendarDate(charge.effectiveOn);
    if (on <= since || charge.accountSeq <= row.appliedThrough) continue;
    const given = backs.filter(({ onceKey }) => onceKey.startsWith(`held-charge:${charge.id}:`));
    const amountMinor = given.reduce((left, { amount }) => left - amount, charge.amount);
    const loaded = await loadAccount(runtime, tx, row);
    if (amountMinor <= 0n || owedBefore(loaded, on) > 0n) continue;
    await postInterestBack(runtime, tx, loaded, cause.reason, {
      on,
      amountMinor,
      // A hold may have given back a part of the same charge already, under the key without "lift".
      onceKey: `held-charge:${charge.id}:${cause.causeId}:lift`,
      split: { ...noComponents, interest: amountMinor },
    });
  }
}

/** What plans have charged by themselves, by their dates. */
async function chargesOf(tx: Tx, accountId: string): Promise<readonly PostingRow[]> {
  const charges: PostingRow[] = [];
  for (const { id } of await listAccountPlans(tx, accountId)) {
    charges.push(...(await listPostingsKeyed(tx, accountId, `plan-interest:${id}:`)));
  }
  return charges.sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
}
