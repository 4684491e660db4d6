import { type AgreementRow, findAgreement } from "#app/db/stores/agreements.server.ts";
import { listContactsSince } from "#app/db/stores/contacts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { addressOf } from "../messages/queue-message.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { agreementCopy } from "./agreement-copy.server.ts";

/**
 * Sends the signer the signed copy, by mail with the file, else a word by SMS. Its own work after
 * the signature, so that no file that fails can undo one; done once however often it is tried.
 */
export async function mailAgreement(runtime: Runtime, agreementId: string): Promise<void> {
  const row = await findAgreement(runtime.db, agreementId);
  assert(row !== null, `no agreement ${agreementId}`);
  const debtor = await findDebtor(runtime.db, row.debtorId);
  const plan = await findPlan(runtime.db, row.planId);
  assert(debtor !== null && plan !== null, "an agreement has a signer and a plan");
  if (debtor.wrongPerson || (await hasGone(runtime, row))) return;
  const byMail = addressOf(runtime, debtor, "email") !== null;
  const portfolio = await loadPortfolio(runtime.db, row.portfolioId);
  const locale = matchLocale(row.locale) ?? fallbackLocale;
  const signedOn = dateInZone(row.signedAt.getTime(), portfolio.timeZone);
  const attachments = byMail ? [await attachmentOf(runtime, row)] : [];
  await runtime.db.transaction((tx) =>
    tellPerson(runtime, tx, {
      portfolio,
      debtor,
      accountId: row.accountId,
      kind: "agreement",
      locale,
      params: {
        date: longDate(signedOn, locale),
        firstDueOn: longDate(calendarDate(plan.firstDueOn), locale),
        url: `${runtime.settings.origin}/a/${row.accountId}/plan`,
      },
      attachments,
    }),
  );
}

async function attachmentOf(runtime: Runtime, row: AgreementRow) {
  const { filename, bytes } = await agreementCopy(runtime, row);
  return { filename, contentType: "application/pdf", content: bytes };
}

async function hasGone({ db }: Runtime, row: AgreementRow): Promise<boolean> {
  const since = await listContactsSince(db, row.debtorId, row.signedAt);
  return since.some(({ kind, accountId }) => kind === "agreement" && accountId === row.accountId);
}
