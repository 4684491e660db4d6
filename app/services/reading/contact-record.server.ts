import { listDebtorContacts } from "#app/db/stores/contacts.server.ts";
import { listWaitingOf } from "#app/db/stores/waiting-messages.server.ts";
import { type ContactRule, sourceOf } from "#app/domain/notices/rule.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { DebtorActor } from "../actor.ts";
import { stopsByAccount } from "../holds/shown-holds.server.ts";
import type { Runtime } from "../ports.ts";

const most = 500;

/**
 * The contact ledger of a debtor, newest first: every message that was sent or stopped, every call
 * and visit, each with the rule that decided it and where that rule comes from (domain.md §9). A
 * hold that is another debtor's is not named, nor when it ends.
 */
export async function contactRecord(runtime: Runtime, actor: DebtorActor) {
  assert(actor.level >= 1, "only somebody inside reads their record");
  const rows = await listDebtorContacts(runtime.db, actor.debtorId, most);
  const waiting = await listWaitingOf(runtime.db, actor.debtorId);
  const againAt = new Map(waiting.map((one) => [one.contactId, one.notBefore.getTime()]));
  const stopsOf = await stopsByAccount(runtime, actor);
  const shown = rows.map((row) => {
    const stops = stopsOf(row.accountId);
    const hidesEnd = row.rule.startsWith("hold:") && stops.hidesEnd;
    const again = hidesEnd ? null : (againAt.get(row.id) ?? null);
    return { ...row, rule: stops.rule(row.rule), again };
  });
  return shown.map((row) => ({
    id: row.id,
    at: row.at.getTime(),
    channel: row.channel,
    kind: row.kind,
    to: row.toMasked,
    allowed: row.allowed,
    state: row.state,
    rule: row.rule,
    source: sourceOf(row.rule as ContactRule),
    /** Stopped for a while: when it is asked again, where the debtor may know it. */
    againAt: row.again,
  }));
}

export type ContactLine = Awaited<ReturnType<typeof contactRecord>>[number];
