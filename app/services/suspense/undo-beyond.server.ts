import type { Tx } from "#app/db/database.server.ts";
import { endBreak, lockBreak } from "#app/db/stores/breaks.server.ts";
import {
  dropLoss,
  findLossOfPosting,
  listBreaksOfBeyond,
  setLossState,
} from "#app/db/stores/losses.server.ts";
import type { PostingRow } from "#app/db/stores/postings.server.ts";
import type { Runtime } from "../ports.ts";
import { postLoss } from "./post-loss.server.ts";

/**
 * What a refund or chargeback had taken beyond its payment came in again, in the transaction that
 * mirrors its posting: the difference is explained, a wish to write it off falls away, and a loss
 * that was written is undone.
 */
export async function undoBeyond(
  runtime: Runtime,
  tx: Tx,
  { id: postingId }: Pick<PostingRow, "id">,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  for (const breakId of await listBreaksOfBeyond(tx, postingId)) {
    await lockBreak(tx, breakId);
    await endBreak(tx, breakId, "system", "explained-later", at);
  }
  const loss = await findLossOfPosting(tx, postingId);
  if (loss?.state === "waiting") await dropLoss(tx, loss.id);
  if (loss?.state !== "written") return;
  await postLoss(runtime, tx, loss, "undone");
  await setLossState(tx, loss.id, "undone", loss.agreedBy ?? "system", loss.agreedAt ?? at);
}
