import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { insertHousePosting } from "#app/db/stores/house-postings.server.ts";
import { findSuspensePosting, insertPosting } from "#app/db/stores/postings.server.ts";
import {
  type CaseRow,
  findCaseByReference,
  insertCase,
} from "#app/db/stores/suspense-cases.server.ts";
import { suspensePosting } from "#app/domain/ledger/postings.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { Runtime } from "../ports.ts";

/** Money that arrived and that nothing says where to book. */
export interface UnplacedMoney {
  /** Null: it came to the provider's account, and nobody knows for whose portfolio. */
  readonly portfolioId: string | null;
  /** For whom it seems to be; null: nobody knows. */
  readonly accountId: string | null;
  readonly attemptId: string | null;
  readonly source: CaseRow["source"];
  /** Names this money for ever at its source. */
  readonly reference: string;
  /** In which it came: any currency, also one that no account has. */
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly effectiveOn: CalendarDate;
  readonly receivedAt: Date;
  /** Kind, reference and detail of the break that makes a person look. */
  readonly why: { readonly kind: string; readonly reference: string; readonly detail: object };
  /** An account whose reference it nearly carries. */
  readonly suggestionId: string | null;
}

/**
 * Puts money in suspense, once: a posting in the account's book when its currency is the
 * account's, else in the house book, a break that shows it and a case that a person closes.
 * Nothing stands in suspense without the three. Answers the case.
 */
export async function putInSuspense(
  runtime: Runtime,
  tx: Tx,
  money: UnplacedMoney,
): Promise<CaseRow> {
  const known = await findCaseByReference(tx, money.source, money.reference);
  if (known !== null) return known;
  const { portfolioId, accountId } = money;
  const breakId = await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId,
    accountId,
    kind: money.why.kind,
    reference: money.why.reference,
    detail: money.why.detail,
    at: new Date(runtime.clock.now()),
  });
  const postingId = await postOnAccount(runtime, tx, money);
  const housePostingId = postingId === null ? await postInHouse(runtime, tx, money) : null;
  const opened = await insertCase(tx, {
    id: runtime.ids.next(),
    breakId,
    portfolioId,
    accountId,
    attemptId: money.attemptId,
    source: money.source,
    reference: money.reference,
    currency: money.currency,
    amount: money.amountMinor,
    effectiveOn: money.effectiveOn,
    receivedAt: money.receivedAt,
    postingId,
    housePostingId,
    suggestionId: money.suggestionId,
  });
  assert(opened, "money in suspense has one case");
  const made = await findCaseByReference(tx, money.source, money.reference);
  assert(made !== null, "a case that was opened is there");
  return made;
}

/** The till through which money of a source comes. */
export const tillOf = (source: CaseRow["source"]) =>
  source === "stripe" ? ("stripe" as const) : ("elsewhere" as const);

/** The posting in the account's book; null when it cannot stand there. */
async function postOnAccount(
  runtime: Runtime,
  tx: Tx,
  money: UnplacedMoney,
): Promise<string | null> {
  if (money.accountId === null) return null;
  const row = await findAccount(tx, money.accountId);
  assert(row !== null, "money seems to be for an account that is there");
  if (row.currency !== money.currency) return null;
  const id = runtime.ids.next();
  const till = tillOf(money.source);
  const onceKey = `${money.source}:${money.reference}`;
  const occasion = { on: money.effectiveOn, reference: id };
  const { entries } = suspensePosting(occasion, till, money.amountMinor);
  const written = await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "suspense",
      effectiveOn: money.effectiveOn,
      currency: money.currency,
      amount: money.amountMinor,
      principal: 0n,
      interest: 0n,
      penalty: 0n,
      fees: 0n,
      costs: 0n,
      credit: 0n,
      rule: "suspense",
      source: till,
      onceKey,
      reverses: null,
      // It tells the system of record nothing: the number of the last event that did.
      accountSeq: row.eventSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  if (written) return id;
  // Books older than cases: the posting is there, and waits for its case.
  const before = await findSuspensePosting(tx, onceKey);
  assert(before !== null, `money ${money.reference} was booked otherwise`);
  return before;
}

async function postInHouse(runtime: Runtime, tx: Tx, money: UnplacedMoney): Promise<string> {
  const id = runtime.ids.next();
  const written = await insertHousePosting(tx, {
    id,
    portfolioId: money.portfolioId,
    kind: "suspense",
    effectiveOn: money.effectiveOn,
    currency: money.currency,
    amount: money.amountMinor,
    debit: `cash:${tillOf(money.source)}`,
    credit: "suspense",
    reference: money.reference,
    onceKey: `suspense:${money.source}:${money.reference}`,
    recordedAt: new Date(runtime.clock.now()),
  });
  assert(written, `money ${money.reference} is not in the house book yet`);
  return id;
}
