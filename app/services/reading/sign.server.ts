import type { PlanComparison } from "#app/domain/plans/comparison.ts";
import type { ScheduleLine } from "#app/domain/plans/offer.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type Locale, otherLocale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { type AgreementWording, agreementWording } from "../plans/agreement-wording.server.ts";
import { draftAgreement } from "../plans/draft-agreement.server.ts";
import { type PickRefusal, pickedOffer } from "../plans/picked-offer.server.ts";
import { replaceablePlan } from "../plans/replaceable-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { type CodeStep, codeStep } from "./code-step.server.ts";
import { comparisonWith } from "./plan-comparison.server.ts";

export interface SignPage extends CodeStep {
  readonly accountId: string;
  readonly currency: LoadedAccount["portfolio"]["currency"];
  /** Reader's language first. */
  readonly wordings: readonly AgreementWording[];
  readonly schedule: readonly ScheduleLine[];
  /** Old and new plan side by side; null: none is replaced. */
  readonly comparison: PlanComparison | null;
  readonly eachMinor: bigint;
  /** One payment, not several. */
  readonly once: boolean;
  /** Of the agreement as shown: what is signed must have the same. */
  readonly sha256: string;
  /** A fresh code was given: only the name is missing. */
  readonly proven: boolean;
  readonly zone: string;
}

export interface SignChoice {
  readonly pick: string;
  readonly locale: Locale;
  /** The plan in force that the page before showed as the one to be replaced. */
  readonly replaces?: string | null;
}

/** The agreement of a picked offer in both languages, the reader's first, and how to sign it. */
export async function signPage(
  runtime: Runtime,
  visit: Visit,
  loaded: LoadedAccount,
  { pick, locale, replaces = null }: SignChoice,
): Promise<Result<SignPage, PickRefusal | "in-force">> {
  const inForce = await replaceablePlan(runtime, runtime.db, loaded, visit.debtor);
  if (!inForce.ok) return inForce;
  const replaced = inForce.value;
  if ((replaced?.id ?? null) !== replaces) return err("in-force");
  const stated = await savedStatement(runtime, runtime.db, visit.debtor.id);
  const picked = await pickedOffer(runtime.db, loaded, pick, stated?.statement ?? null);
  if (!picked.ok) return picked;
  const { offer } = picked.value;
  const reader = { debtor: visit.debtor, locale, replaced };
  const draft = await draftAgreement(runtime, runtime.db, loaded, picked.value, reader);
  const level = offer.schedule[offer.schedule.length > 2 ? 1 : 0];
  return ok({
    accountId: loaded.row.id,
    currency: loaded.portfolio.currency,
    wordings: [locale, otherLocale(locale)].map((one) => agreementWording(draft.agreement, one)),
    schedule: offer.schedule,
    comparison: replaced && (await comparisonWith(runtime.db, loaded, replaced, offer)),
    eachMinor: level?.amountMinor ?? offer.totals.toPayMinor,
    once: offer.terms === 1,
    sha256: draft.sha256,
    proven: visit.actor.level === 2,
    zone: visit.debtor.timeZone ?? loaded.portfolio.timeZone,
    ...(await codeStep(runtime, visit, "sign")),
  });
}
