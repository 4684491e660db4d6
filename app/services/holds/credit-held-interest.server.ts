import type { Tx } from "#app/db/database.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import type { AccountState } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { replayDifference } from "#app/domain/ledger/difference.ts";
import { interestReversalPosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { type Components, noComponents, totalOf } from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Gives back what the snapshot in force charged as interest on the days before it that a backdated
 * hold covers (domain.md §2): the same replay with and without the hold, from the hold's first day
 * to the snapshot, on the amounts of the snapshot. Answers the amount in minor units.
 */
export async function creditHeldInterest(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  hold: HoldRow,
): Promise<bigint> {
  const { state, row, portfolio } = loaded;
  const began =
    row.openedOn === null
      ? hold.fromOn
      : maxDate(calendarDate(hold.fromOn), calendarDate(row.openedOn));
  if (began >= state.asOf || !hold.effects.includes("interest")) return 0n;
  const since: AccountState = { ...state, asOf: calendarDate(began), movements: [] };
  const held = { ...since, holds: [...state.holds, holdOf(hold)] };
  const { interestMinor } = replayDifference(since, held, portfolio.policy, state.asOf);
  if (interestMinor <= 0n) return 0n;
  await post(
    runtime,
    tx,
    { ...loaded, state: { ...state, holds: held.holds } },
    hold,
    interestMinor,
  );
  return interestMinor;
}

/** The split comes out of the replay that every page shows, so the two cannot differ. */
function splitOf({ state, portfolio, today }: LoadedAccount, amountMinor: bigint, id: string) {
  const movement = {
    on: state.asOf,
    kind: "credit",
    amountMinor,
    component: "interest",
    split: null,
    reference: id,
  } as const;
  const movements = [...state.movements, movement];
  const balance = balanceOn({ ...state, movements }, portfolio.policy, today);
  const split = balance.itemisation.find((line) => line.reference === id)?.split ?? noComponents;
  return { split, restMinor: amountMinor - totalOf(split) };
}

async function post(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  hold: HoldRow,
  amountMinor: bigint,
): Promise<void> {
  const { row, portfolio, state } = loaded;
  const { currency } = portfolio;
  const id = runtime.ids.next();
  const { split, restMinor } = splitOf(loaded, amountMinor, id);
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind: "interest-reversal",
      effectiveOn: state.asOf,
      amount: formatAmount(amountMinor, currency),
      currency,
      split: componentTexts(split, currency),
      reason: `hold:${hold.id}`,
    },
  });
  const { entries } = interestReversalPosting({ on: state.asOf, reference: id }, split, restMinor);
  const written = await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "credit",
      effectiveOn: state.asOf,
      currency: row.currency,
      amount: amountMinor,
      ...lowered(split),
      credit: restMinor,
      rule: "interest-held",
      source: "portal",
      onceKey: `held-interest:${hold.id}`,
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "a new hold gives interest back once");
}

function lowered({ principal, interest, penalty, fees, costs }: Components) {
  return {
    principal: -principal,
    interest: -interest,
    penalty: -penalty,
    fees: -fees,
    costs: -costs,
  };
}
