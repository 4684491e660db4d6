import { findUnsettledAttempt } from "#app/db/stores/attempts.server.ts";
import { listNews } from "#app/db/stores/news.server.ts";
import { obligationKey } from "#app/domain/payments/begin.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { purpose } from "../payments/begin-payment.server.ts";
import type { Runtime } from "../ports.ts";
import { goingOf } from "./pay.server.ts";

/** An answer that nobody took up is told on home for so long. */
const toldMs = 30 * 86_400_000;

/**
 * What a debtor would otherwise have to look for: a question to them, an answer, and the day by
 * which one was promised. The one that matters most, or null; nothing to a helper.
 */
export async function homeNews(
  runtime: Runtime,
  { actor, helper }: Visit,
  { row, balance }: LoadedAccount,
  planned: boolean,
) {
  if (helper !== null) return null;
  const since = new Date(runtime.clock.now() - toldMs);
  const news = await listNews(runtime.db, { accountId: row.id, debtorId: actor.debtorId, since });
  const owes = row.status === "open" && balance.totalMinor > 0n;
  // A proposal is for a plan: where one was signed since, it is over.
  const first = news.find(({ about }) => about !== "proposal" || (owes && !planned));
  return first
    ? { ...first, answerBy: first.answerBy === null ? null : first.answerBy.getTime() }
    : null;
}

/** A payment of this visitor's of which nobody can say yet how it ends; null: there is none. */
export async function unsurePayment(runtime: Runtime, visit: Visit, { row }: LoadedAccount) {
  const obligation = obligationKey(row.id as AccountId);
  const attempt = await findUnsettledAttempt(runtime.db, obligation, purpose);
  const going = attempt && goingOf(visit, attempt);
  return going?.by === "me" && going.unsure ? going : null;
}
