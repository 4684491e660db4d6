import type { Tx } from "#app/db/database.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { postingsAfter } from "#app/db/stores/postings.server.ts";
import type { AccountState } from "#app/domain/ledger/account.ts";
import { replayDifference } from "#app/domain/ledger/difference.ts";
import { type Components, componentNames } from "#app/domain/money/components.ts";
import { type CalendarDate, calendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import { postedMovements } from "../accounts/posted-movements.server.ts";
import type { Runtime } from "../ports.ts";
import { postInterestBack } from "./post-interest-back.server.ts";

/**
 * Gives back what the snapshot in force charged as interest on the days before it that a backdated
 * hold covers (domain.md §2): the same replay with and without the hold, from the hold's first day
 * to the snapshot, on what was owed in those days. `loaded` is the account before the hold. Answers
 * the amount in minor units.
 */
export async function creditHeldInterest(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  hold: HoldRow,
): Promise<bigint> {
  const { state, row, portfolio } = loaded;
  const from = calendarDate(hold.fromOn);
  const began = row.openedOn === null ? from : maxDate(from, calendarDate(row.openedOn));
  if (began >= state.asOf) return 0n;
  const since = await stateSince(tx, loaded, began);
  const held = { ...since, holds: [...state.holds, holdOf(hold)] };
  const { interestMinor } = replayDifference(since, held, portfolio.policy, state.asOf);
  if (interestMinor <= 0n) return 0n;
  const known = { ...loaded, state: { ...state, holds: held.holds } };
  await postInterestBack(runtime, tx, known, `hold:${hold.id}`, {
    on: state.asOf,
    amountMinor: interestMinor,
    onceKey: `held-interest:${hold.id}`,
  });
  return interestMinor;
}

/**
 * The account on an earlier day: the amounts of the snapshot, with what it contains of the postings
 * since then taken out of them, and those postings again on their own days.
 */
async function stateSince(
  tx: Tx,
  { state, row }: LoadedAccount,
  began: CalendarDate,
): Promise<AccountState> {
  const postings = await postingsAfter(tx, row.id, 0n);
  const contained = postings.filter(
    ({ accountSeq, effectiveOn }) =>
      accountSeq <= row.appliedThrough && effectiveOn >= began && effectiveOn < state.asOf,
  );
  const opening: Record<keyof Components, bigint> = { ...state.opening };
  for (const posting of contained) {
    for (const name of componentNames) opening[name] -= posting[name];
  }
  for (const name of componentNames) if (opening[name] < 0n) opening[name] = 0n;
  return { ...state, asOf: began, opening, movements: postedMovements(contained) };
}
