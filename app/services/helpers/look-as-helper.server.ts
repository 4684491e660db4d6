import { touchHelper } from "#app/db/stores/helpers.server.ts";
import { helperMay, helperPage } from "#app/domain/verification/helper-pages.ts";
import { actorName } from "../act.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { noteHelper } from "./note-helper.server.ts";

/**
 * Opens an address for a helper, or refuses it, by the table of domain/verification/helper-pages.
 * What was opened, and each act, is recorded before anything is shown or done.
 */
export async function lookAsHelper(
  runtime: Runtime,
  visit: Visit & { readonly helper: NonNullable<Visit["helper"]> },
  path: string,
  what: "look" | "act",
): Promise<boolean> {
  const { helper, debtor, actor } = visit;
  if (actor.level === 0 || !helperMay(helper.scopes, path, what)) return false;
  await touchHelper(runtime.db, helper.id, new Date(runtime.clock.now()));
  const about = {
    helperId: helper.id,
    portfolioId: debtor.portfolioId,
    by: actorName(actor),
  };
  await noteHelper(runtime, runtime.db, about, "helper.page", { page: helperPage(path), what });
  return true;
}
