import type { Tx } from "#app/db/database.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { money } from "#app/i18n/money.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import type { MessageKind } from "../messages/message-kind.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
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
  const locale = debtorLocale(debtor, portfolio);
  const told = await tellPerson(runtime, tx, {
    portfolio,
    debtor,
    accountId,
    kind,
    params: {
      amount:
        news.amountMinor === undefined ? "" : money(news.amountMinor, portfolio.currency, locale),
      date: news.on === undefined ? "" : longDate(news.on, locale),
      url: `${runtime.settings.origin}/a/${accountId}/${news.page}`,
      ...news.more?.(locale),
    },
  });
  return told?.contactId ?? null;
}
