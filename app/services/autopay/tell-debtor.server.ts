import type { Tx } from "#app/db/database.server.ts";
import { type DebtorRow, findDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, type Locale, matchLocale } from "#app/i18n/locale.ts";
import { money } from "#app/i18n/money.ts";
import type { MessageKind } from "../messages/message-kind.ts";
import { addressOf, queueMessage } from "../messages/queue-message.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** Something about autopay that its debtor is told, by mail or else by SMS. */
export interface AutopayNews {
  readonly portfolio: Portfolio;
  readonly debtorId: string;
  readonly accountId: string;
  readonly kind: Extract<MessageKind, `autopay-${string}`>;
  readonly amountMinor?: bigint;
  readonly on?: CalendarDate;
  /** Where they can go: a page of this account. */
  readonly page: "autopay" | "pay" | "plan";
  /** More values of the text, in the debtor's language. */
  readonly more?: (locale: Locale) => Readonly<Record<string, string>>;
}

/** Queues the message; answers the line of the contact ledger, or null without any address. */
export async function tellDebtor(
  runtime: Runtime,
  tx: Tx,
  news: AutopayNews,
): Promise<string | null> {
  const { portfolio, accountId, kind } = news;
  const debtor = await findDebtor(tx, news.debtorId);
  assert(debtor !== null, "autopay is a debtor's");
  const locale = localeOf(debtor, portfolio);
  const channel = addressOf(runtime, debtor, "email") === null ? "sms" : "email";
  const queued = await queueMessage(runtime, tx, {
    portfolio,
    debtor,
    accountId,
    kind,
    channel,
    params: {
      amount:
        news.amountMinor === undefined ? "" : money(news.amountMinor, portfolio.currency, locale),
      date: news.on === undefined ? "" : longDate(news.on, locale),
      url: `${runtime.settings.origin}/a/${accountId}/${news.page}`,
      ...news.more?.(locale),
    },
  });
  return queued.ok ? queued.value.contactId : null;
}

function localeOf(debtor: DebtorRow, portfolio: Portfolio): Locale {
  return matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
}
