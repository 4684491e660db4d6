import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { openPerson } from "../debtors/person.server.ts";
import { askContact } from "../messages/ask-contact.server.ts";
import { noticeOf } from "../messages/notice-of.server.ts";
import { addressOf } from "../messages/queue-message.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** Whether a link may go out by a channel now, and the rule that says so. */
export interface ChannelRule {
  readonly channel: "email" | "sms" | "letter";
  /** There is somewhere to send it. */
  readonly reachable: boolean;
  readonly allowed: boolean;
  readonly rule: string;
  /** When a rule that blocks stops doing so, in epoch milliseconds; null: not by time alone. */
  readonly until: number | null;
}

const channels = ["email", "sms", "letter"] as const;

/** The contact rules for sending a link to a debtor now, by channel; nothing is recorded. */
export async function contactRules(
  runtime: Runtime,
  portfolio: Portfolio,
  debtor: DebtorRow,
  accountId: string,
): Promise<readonly ChannelRule[]> {
  const rules: ChannelRule[] = [];
  for (const channel of channels) {
    const wish = { portfolio, debtor, accountId, channel, notice: noticeOf.link } as const;
    const decision = await askContact(runtime, runtime.db, wish);
    const { allowed, rule } = decision;
    const until = decision.allowed ? null : decision.until;
    const reachable =
      channel === "letter"
        ? openPerson(runtime, debtor).address !== null
        : addressOf(runtime, debtor, channel) !== null;
    rules.push({ channel, reachable, allowed, rule, until });
  }
  return rules;
}
