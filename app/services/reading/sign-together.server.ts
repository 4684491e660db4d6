import type { ScheduleLine } from "#app/domain/plans/offer.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type Locale, otherLocale } from "#app/i18n/locale.ts";
import { debtorAccount } from "../accounts/debtor-account.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { agreementWording } from "../plans/agreement-wording.server.ts";
import { draftTogether } from "../plans/draft-together.server.ts";
import { joinBar } from "../plans/joinable-accounts.server.ts";
import type { PickRefusal } from "../plans/picked-offer.server.ts";
import { type PickedPart, pickedTogether } from "../plans/picked-together.server.ts";
import type { Runtime } from "../ports.ts";
import { codeStep } from "./code-step.server.ts";
import type { SignPage } from "./sign.server.ts";

export interface SignTogetherPage extends Omit<SignPage, "accountId" | "comparison"> {
  readonly accountIds: readonly string[];
  /** What each account pays of it, in the agreement's order. */
  readonly parts: readonly SignedPart[];
}

export interface SignedPart {
  readonly accountRef: string;
  readonly card: string | null;
  readonly schedule: readonly ScheduleLine[];
}

export interface TogetherChoice {
  readonly accountIds: readonly string[];
  readonly pick: string;
  readonly locale: Locale;
}

/** The one agreement on several accounts, in both languages, and how to sign it. */
export async function signTogetherPage(
  runtime: Runtime,
  visit: Visit,
  { accountIds, pick, locale }: TogetherChoice,
): Promise<Result<SignTogetherPage, PickRefusal | "in-force" | "not-found">> {
  const accounts = [];
  for (const id of [...new Set(accountIds)].sort()) {
    const loaded = await debtorAccount(runtime, visit.actor, id);
    if (loaded === null) return err("not-found");
    const bar = await joinBar(runtime.db, loaded);
    if (bar !== null) return err(bar === "in-force" ? "in-force" : "lapsed");
    accounts.push(loaded);
  }
  const stated = await savedStatement(runtime, runtime.db, visit.debtor.id);
  const picked = await pickedTogether(runtime.db, accounts, pick, stated?.statement ?? null);
  if (!picked.ok) return picked;
  const { offer, parts } = picked.value;
  const reader = { debtor: visit.debtor, locale };
  const draft = await draftTogether(runtime, runtime.db, picked.value, reader);
  const level = offer.schedule[offer.schedule.length > 2 ? 1 : 0];
  const { currency, timeZone } = visit.portfolio;
  return ok({
    accountIds: accounts.map(({ row }) => row.id),
    currency,
    wordings: [locale, otherLocale(locale)].map((one) => agreementWording(draft.agreement, one)),
    schedule: offer.schedule,
    parts: parts.map((part) => signedPart(runtime, part)),
    eachMinor: level?.amountMinor ?? offer.totals.toPayMinor,
    once: offer.terms === 1,
    sha256: draft.sha256,
    proven: visit.actor.level === 2,
    zone: visit.debtor.timeZone ?? timeZone,
    ...(await codeStep(runtime, visit, "sign")),
  });
}

function signedPart(runtime: Runtime, { loaded, picked }: PickedPart): SignedPart {
  const { ref: accountRef } = loaded.row;
  const card = openCardFacts(runtime, loaded.row).cardLast4;
  return { accountRef, card, schedule: picked.offer.schedule };
}
