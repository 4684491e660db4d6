import type { Queryable } from "#app/db/database.server.ts";
import { type PrintSize, printSizeOf } from "#app/domain/notices/support.ts";
import type { Runtime } from "../ports.ts";
import { supportOf } from "./support-of.server.ts";

/**
 * How large a paper for this debtor is set. Of a joint account each of them reads in their own
 * size: it follows whoever the paper is for, never the account.
 */
export async function printSizeFor(
  runtime: Pick<Runtime, "sealer">,
  db: Queryable,
  debtorId: string,
): Promise<PrintSize> {
  return printSizeOf(await supportOf(runtime, db, debtorId));
}
