import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { setWrongPerson } from "#app/db/stores/debtors.server.ts";
import { revokeLinkRow } from "#app/db/stores/links.server.ts";
import { endLinkSessions, endSession } from "#app/db/stores/sessions.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import type { Visit } from "./read-visit.server.ts";

/**
 * "This isn't me": the link dies, every visit by it, or the one by a letter, ends, nothing more is
 * sent to the address, the collector is told and a person is given the task of finding the right
 * contact.
 */
export async function reportWrongPerson(runtime: Runtime, visit: Visit): Promise<void> {
  const { link, debtor, session } = visit;
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction(async (tx) => {
    if (link !== null) {
      if (!(await revokeLinkRow(tx, link.id, at, "wrong-person"))) return;
      await endLinkSessions(tx, link.id, at);
    } else if (!(await endSession(tx, session.id, at))) return;
    await setWrongPerson(tx, debtor.id, true);
    const accountId = link?.accountId ?? (await listDebtorAccounts(tx, debtor.id))[0]?.id;
    if (accountId === undefined) return;
    await recordEvent(runtime, tx, {
      accountId,
      type: "contact.wrong_person",
      data: { linkId: link?.id ?? null, debtorRef: debtor.ref, channel: session.channel },
    });
    await raiseTask(tx, {
      id: runtime.ids.next(),
      portfolioId: debtor.portfolioId,
      accountId,
      kind: "wrong-person",
      reference: debtor.id,
      dueAt: null,
    });
  });
}
