import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { standardTtlDays } from "../links/prepare-link.server.ts";
import { renderMessage } from "../messages/render-message.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { contactRules } from "./contact-rules.server.ts";
import { staffPerson } from "./staff-person.server.ts";

/**
 * What sending a link would do: who may be written to, by which channel, what the rules say now,
 * and the very words in the debtor's language. The link shown in them is none yet.
 */
export async function linkPreview(runtime: Runtime, row: AccountRow, debtorId: string | null) {
  const portfolio = await loadPortfolio(runtime.db, row.portfolioId);
  const debtors = await listLiableDebtors(runtime.db, row.id);
  const debtor = debtors.find(({ id }) => id === debtorId) ?? debtors[0];
  assert(debtor !== undefined, "an account has a debtor");
  const rules = await contactRules(runtime, portfolio, debtor, row.id);
  const zone = debtor.timeZone ?? portfolio.timeZone;
  const today = dateInZone(runtime.clock.now(), zone);
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  const params = {
    url: `${runtime.settings.origin}/l/…`,
    expires: longDate(addDays(today, standardTtlDays), locale),
  };
  const stopUrl = `${runtime.settings.origin}/stop/…`;
  const words = (channel: "email" | "sms") =>
    renderMessage({ portfolio, kind: "link", channel, params, stopUrl }, debtor.locale);
  return {
    id: row.id,
    ref: row.ref,
    status: row.status,
    zone: portfolio.timeZone,
    locale,
    person: staffPerson(runtime, debtor),
    people: debtors.map((one) => ({ id: one.id, name: staffPerson(runtime, one).name })),
    rules,
    preview: { email: words("email"), sms: words("sms") },
  };
}

export type LinkPreview = Awaited<ReturnType<typeof linkPreview>>;
