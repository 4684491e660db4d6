import type { Tx } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { insertInstalments, insertPlan } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { offerDocument } from "#app/domain/quote/offer-document.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import type { DraftAgreement } from "./draft-agreement.server.ts";
import { holdForPlan } from "./hold-for-plan.server.ts";
import type { PickedOffer } from "./picked-offer.server.ts";
import { tellOtherDebtors } from "./tell-other-debtors.server.ts";
import { withdrawProposals } from "./withdraw-proposals.server.ts";

export interface PlanToWrite {
  readonly planId: string;
  readonly signedAt: Date;
  readonly picked: PickedOffer;
  readonly draft: DraftAgreement;
  readonly debtor: DebtorRow;
  /** The plans that were signed with it, and their accounts; null: it stands alone. */
  readonly group: PlanGroup | null;
}

export interface PlanGroup {
  readonly id: string;
  readonly accountRefs: readonly string[];
}

/**
 * Writes what a signature makes of one account, in the caller's transaction and under the
 * account's lock: event, plan, instalments, hold, and the word to whoever else owes it.
 */
export async function writePlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanToWrite,
): Promise<void> {
  const agreedSeq = await tellAgreed(runtime, tx, loaded, plan);
  await insertRows(tx, loaded, plan, agreedSeq - 1n);
  await holdForPlan(runtime, tx, loaded, plan.picked, plan.draft.agreement);
  const { debtor, signedAt } = plan;
  const ended = await withdrawProposals(runtime, tx, loaded, { debtorId: debtor.id, by: "plan" });
  await tellOtherDebtors(runtime, tx, loaded, { signer: debtor, signedAt, ended });
}

async function tellAgreed(runtime: Runtime, tx: Tx, loaded: LoadedAccount, plan: PlanToWrite) {
  const { picked, draft, debtor, planId, signedAt, group } = plan;
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
      ...(group === null ? {} : { group }),
    },
  });
}

async function insertRows(
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  { picked, debtor, planId, signedAt, group }: PlanToWrite,
  fromSeq: bigint,
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
    groupId: group?.id ?? null,
    figuresOn: picked.input.on,
  });
  await insertInstalments(tx, planId, offer.schedule.map(instalmentRow));
}

function instalmentRow(line: Offer["schedule"][number]) {
  const { n, dueOn, movedFrom, amountMinor, components, balanceAfterMinor } = line;
  const { principal, interest, penalty, fees, costs } = components;
  const parts = { principal, interest, penalty, fees, costs };
  return { n, dueOn, movedFrom, amount: amountMinor, ...parts, balanceAfter: balanceAfterMinor };
}
