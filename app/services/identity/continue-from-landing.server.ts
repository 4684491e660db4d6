import { markLinkOpened } from "#app/db/stores/links.server.ts";
import { markSessionOpened } from "#app/db/stores/sessions.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import type { Visit } from "./read-visit.server.ts";

/**
 * The first POST from the landing: a person, not a mail scanner, holds the link. `link.opened` is
 * told once for each link.
 */
export async function continueFromLanding(runtime: Runtime, visit: Visit): Promise<void> {
  const { session, link, debtor } = visit;
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction(async (tx) => {
    await markSessionOpened(tx, session.id, at);
    if (link === null || !(await markLinkOpened(tx, link.id, at))) return;
    await recordEvent(runtime, tx, {
      accountId: link.accountId,
      type: "link.opened",
      data: { linkId: link.id, debtorRef: debtor.ref },
    });
  });
}
