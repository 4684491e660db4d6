import type { Queryable } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type ContactRow, listContactsSince } from "#app/db/stores/contacts.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { listHolds } from "#app/db/stores/holds.server.ts";
import type { Channel } from "#app/domain/notices/channel.ts";
import type { ContactDecision, Notice, PastContact } from "#app/domain/notices/contact.ts";
import { decideContact } from "#app/domain/notices/decide-contact.ts";
import { regimeOfPolicy, regimes } from "#app/domain/notices/regime.ts";
import { holdOf } from "../accounts/account-state.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { supportOf } from "../support/support-of.server.ts";

export interface ContactWish {
  readonly portfolio: Portfolio;
  readonly debtor: DebtorRow;
  readonly accountId: string | null;
  readonly channel: Channel;
  readonly notice: Notice;
  /** A line of the ledger that does not count: that of this very message, decided again. */
  readonly except?: string;
}

const historyDays = 8;

/** Whether a message may go out now, and the rule that says so: the domain's one decision. */
export async function askContact(
  runtime: Runtime,
  db: Queryable,
  wish: ContactWish,
): Promise<ContactDecision> {
  const { portfolio, debtor, accountId } = wish;
  const nowMs = runtime.clock.now();
  const since = new Date(nowMs - historyDays * 86_400_000);
  const history = await listContactsSince(db, debtor.id, since);
  const account = accountId === null ? null : await findAccount(db, accountId);
  const holds = accountId === null ? [] : await listHolds(db, accountId);
  const support = await supportOf(runtime, db, debtor.id);
  return decideContact({
    notice: wish.notice,
    channel: wish.channel,
    nowMs,
    regime: regimes[regimeOfPolicy(portfolio.policy.id)],
    debtorZone: debtor.timeZone ?? portfolio.timeZone,
    portfolioZone: portfolio.timeZone,
    recipient: "debtor",
    wishes: {
      refusedAll: false,
      refusedChannels: debtor.optOut as readonly Channel[],
      consentedChannels: [],
      agreedHours: support.hours,
    },
    wrongPerson: debtor.wrongPerson,
    timeBarred: account?.flags.includes("time-barred") ?? false,
    holds: holds.map(holdOf),
    history: history
      .filter(({ id }) => id !== wish.except)
      .map((row) => pastContact(row, accountId)),
  });
}

/** A call or visit that is logged as a conversation says so in its rule. */
function pastContact(row: ContactRow, accountId: string | null): PastContact {
  return {
    atMs: row.at.getTime(),
    class: row.class,
    channel: row.channel,
    conversation: row.state === "logged" && row.kind === "conversation",
    sameDebt: row.accountId === accountId,
  };
}
