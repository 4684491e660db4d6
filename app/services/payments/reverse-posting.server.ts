import type { Tx } from "#app/db/database.server.ts";
import { insertPosting, type PostingRow } from "#app/db/stores/postings.server.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { wholePosting } from "../accounts/whole-posting.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Undoes a posting as it stands by its mirror, line by line; the ledger is never edited.
 * `accountSeq`: the number of the event that tells it. False when it had been undone before.
 */
export async function reversePosting(
  runtime: Runtime,
  tx: Tx,
  { id }: Pick<PostingRow, "id">,
  how: { readonly on: CalendarDate; readonly accountSeq: bigint; readonly rule: string },
): Promise<boolean> {
  const { posting: undone, entries } = await wholePosting(tx, id);
  return insertPosting(
    tx,
    {
      ...undone,
      id: runtime.ids.next(),
      kind: "reversal",
      effectiveOn: how.on,
      principal: -undone.principal,
      interest: -undone.interest,
      penalty: -undone.penalty,
      fees: -undone.fees,
      costs: -undone.costs,
      credit: -undone.credit,
      rule: how.rule,
      onceKey: `reversal:${undone.id}`,
      reverses: undone.id,
      accountSeq: how.accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map(({ ledgerAccount, amount }) => ({ ledgerAccount, amount: -amount })),
  );
}
