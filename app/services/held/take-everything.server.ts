import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { actorName } from "../act.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { printSizeFor } from "../support/print-size.server.ts";
import { everythingHeld } from "./everything-held.server.ts";
import { heldPaper } from "./held-paper.server.ts";

/** Everything held as a file, at level 2; that it was taken is recorded. */
export async function takeEverything(
  runtime: Runtime,
  visit: Visit,
  kind: "json" | "pdf",
  locale: Locale,
): Promise<{ readonly filename: string; readonly bytes: Buffer }> {
  const held = await everythingHeld(runtime, visit);
  const at = new Date(runtime.clock.now());
  await appendAudit(runtime.db, {
    portfolioId: visit.debtor.portfolioId,
    actor: actorName(visit.actor),
    action: "everything.taken",
    subject: `debtor:${visit.debtor.id}`,
    detail: { kind },
    at,
  });
  const filename = `everything-${held.madeAt.slice(0, 10)}.${kind}`;
  if (kind === "json")
    return { filename, bytes: Buffer.from(`${JSON.stringify(held, null, 2)}\n`) };
  const size = await printSizeFor(runtime, runtime.db, visit.debtor.id);
  return { filename, bytes: await runtime.papers.make(heldPaper(held, locale), size) };
}
