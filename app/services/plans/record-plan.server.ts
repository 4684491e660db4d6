import type { Tx } from "#app/db/database.server.ts";
import { insertAgreement } from "#app/db/stores/agreements.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import { insertInstalments, insertPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { offerDocument } from "#app/domain/quote/offer-document.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { agreementBinding, signatureBinding } from "./agreement-seals.server.ts";
import type { DraftAgreement } from "./draft-agreement.server.ts";
import { holdForPlan } from "./hold-for-plan.server.ts";
import type { PickedOffer } from "./picked-offer.server.ts";
import { replacePlan } from "./replace-plan.server.ts";
import { tellOtherDebtors } from "./tell-other-debtors.server.ts";
import { withdrawProposals } from "./withdraw-proposals.server.ts";

/** What a debtor hands in to sign. */
export interface Signing {
  /** Names the offer (domain/plans/pick.ts). */
  readonly pick: string;
  /** The hash of the agreement that was shown; another one is not signed. */
  readonly seen: string;
  readonly name: string;
  readonly locale: Locale;
  readonly address: string;
  readonly userAgent: string;
  /** The plan that the page showed as the one to be replaced; absent or null: none. */
  readonly replaces?: string | null;
}

export interface Signed {
  readonly picked: PickedOffer;
  readonly draft: DraftAgreement;
  readonly debtor: DebtorRow;
  readonly signing: Signing;
  /** The plan in force, in whose place the new one stands. */
  readonly replaced: PlanRow | null;
}

/**
 * Writes everything that a signature makes, in the caller's transaction and under the account's
 * lock: event, plan, instalments, agreement, hold, and the messages. Answers the plan's id.
 */
export async function recordPlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  signed: Signed,
): Promise<string> {
  const { ids, clock } = runtime;
  const planId = ids.next();
  const agreementId = ids.next();
  const signedAt = new Date(clock.now());
  if (signed.replaced) await replacePlan(runtime, tx, loaded, { ...signed, planId });
  const agreedSeq = await tellAgreed(runtime, tx, loaded, { ...signed, planId, signedAt });
  await writePlan(tx, loaded, signed, { planId, signedAt, fromSeq: agreedSeq - 1n });
  await writeAgreement(runtime, tx, loaded, { ...signed, planId, agreementId, signedAt });
  await holdForPlan(runtime, tx, loaded, signed.picked, signed.draft.agreement);
  await withdrawProposals(runtime, tx, loaded.row.id);
  await tellOtherDebtors(runtime, tx, loaded, signed.debtor, signedAt);
  await addJob(tx, {
    task: "mail-agreement",
    payload: { agreementId },
    key: `mail-agreement:${agreementId}`,
  });
  return planId;
}

type Written = Signed & { readonly planId: string; readonly signedAt: Date };

async function tellAgreed(runtime: Runtime, tx: Tx, loaded: LoadedAccount, written: Written) {
  const { picked, draft, debtor, planId, signedAt } = written;
  const { offer } = picked;
  const { currency } = loaded.portfolio;
  return recordEvent(runtime, tx, {
    accountId: loaded.row.id,
    type: "plan.agreed",
    data: {
      planId,
      debtorRef: debtor.ref,
      kind: offer.kind,
      interest: offer.interest,
      frequency: offer.frequency,
      currency,
      toPay: formatAmount(offer.totals.toPayMinor, currency),
      waived: formatAmount(offer.totals.waivedMinor, currency),
      annualRate: offer.annualRate,
      firstDueOn: offer.firstDueOn,
      lastDueOn: offer.lastDueOn,
      schedule: offer.schedule.map(({ n, dueOn, amountMinor }) => ({
        n,
        dueOn,
        amount: formatAmount(amountMinor, currency),
      })),
      agreementSha256: draft.sha256,
      signedAt: signedAt.toISOString(),
    },
  });
}

async function writePlan(
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  { picked, debtor }: Signed,
  { planId, signedAt, fromSeq }: { planId: string; signedAt: Date; fromSeq: bigint },
): Promise<void> {
  const { offer } = picked;
  await insertPlan(tx, {
    id: planId,
    accountId: row.id,
    portfolioId: row.portfolioId,
    debtorId: debtor.id,
    kind: offer.kind,
    state: "agreed",
    interestMode: offer.interest,
    frequency: offer.frequency,
    currency: row.currency,
    offer: offerDocument(offer, portfolio.currency),
    toPay: offer.totals.toPayMinor,
    waived: offer.totals.waivedMinor,
    firstDueOn: offer.firstDueOn,
    lastDueOn: offer.lastDueOn,
    agreedAt: signedAt,
    endedAt: null,
    replacedBy: null,
    fromSeq,
  });
  await insertInstalments(tx, planId, offer.schedule.map(instalmentRow));
}

function instalmentRow(line: Offer["schedule"][number]) {
  const { n, dueOn, movedFrom, amountMinor, components, balanceAfterMinor } = line;
  const { principal, interest, penalty, fees, costs } = components;
  const parts = { principal, interest, penalty, fees, costs };
  return { n, dueOn, movedFrom, amount: amountMinor, ...parts, balanceAfter: balanceAfterMinor };
}

async function writeAgreement(
  { sealer }: Runtime,
  tx: Tx,
  { row }: LoadedAccount,
  written: Written & { readonly agreementId: string },
): Promise<void> {
  const { draft, debtor, signing, planId, agreementId, signedAt } = written;
  const { portfolioId } = row;
  const id = { id: agreementId, portfolioId };
  const { name: signedName, address, userAgent } = signing;
  await insertAgreement(tx, {
    id: agreementId,
    planId,
    portfolioId,
    accountId: row.id,
    debtorId: debtor.id,
    sealed: sealer.sealBytes(agreementBinding(id), Buffer.from(draft.text)),
    sha256: Buffer.from(draft.sha256, "hex"),
    consentVersion: draft.agreement.consentVersion,
    locale: signing.locale,
    signature: sealer.seal(signatureBinding(id), { signedName, address, userAgent }),
    signedAt,
  });
}
