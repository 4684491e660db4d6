import type { Tx } from "#app/db/database.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { interestReversalPosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import {
  type Components,
  noComponents,
  subtractComponents,
  totalOf,
} from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/** Interest that was charged and that is not owed, since a hold forbids it; minor units. */
export interface InterestBack {
  /** The day that it is given back for. */
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
  /** Names the charge and what gives it back: given back once. */
  readonly onceKey: string;
  /** Where it goes; absent: interest first, what was paid already the rest, then credit. */
  readonly split?: Components;
}

/**
 * Posts it as a reversal and tells the system of record, under the account's lock; `reason` is
 * "hold:<id>" or "payment:<id>". The split comes out of the replay that every page shows, so the
 * two cannot differ.
 */
export async function postInterestBack(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  reason: string,
  back: InterestBack,
): Promise<void> {
  const { row, portfolio } = loaded;
  const { currency } = portfolio;
  const { on, amountMinor, onceKey } = back;
  const id = runtime.ids.next();
  const split = back.split ?? splitOf(loaded, back, id);
  const restMinor = amountMinor - totalOf(split);
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind: "interest-reversal",
      effectiveOn: on,
      amount: formatAmount(amountMinor, currency),
      currency,
      split: componentTexts(split, currency),
      reason,
    },
  });
  const { entries } = interestReversalPosting({ on, reference: id }, split, restMinor);
  const written = await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "credit",
      effectiveOn: on,
      currency: row.currency,
      amount: amountMinor,
      ...subtractComponents(noComponents, split),
      credit: restMinor,
      rule: "interest-held",
      source: "portal",
      onceKey,
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "one cause gives interest back once");
}

function splitOf(
  { state, portfolio, today }: LoadedAccount,
  { on, amountMinor }: InterestBack,
  id: string,
): Components {
  const movement = {
    on,
    kind: "credit",
    amountMinor,
    component: "interest",
    split: null,
    reference: id,
  } as const;
  const movements = [...state.movements, movement];
  const balance = balanceOn({ ...state, movements }, portfolio.policy, maxDate(today, on));
  return balance.itemisation.find((line) => line.reference === id)?.split ?? noComponents;
}
