import type { Queryable } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type AgreementRow, findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import {
  findPlan,
  listGroupPlans,
  listInstalments,
  listPlans,
  type PlanRow,
} from "#app/db/stores/plans.server.ts";
import { findPortfolio } from "#app/db/stores/portfolios.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { agreementBinding } from "../plans/agreement-seals.server.ts";
import { signedCopy } from "../plans/signed-copy.server.ts";
import type { Runtime } from "../ports.ts";

/** A plan in short, as lists and accounts show it. */
export async function planSummary(runtime: Runtime, plan: PlanRow) {
  const { db } = runtime;
  const [account, portfolio, payments] = await Promise.all([
    findAccount(db, plan.accountId),
    findPortfolio(db, plan.portfolioId),
    planPayments(db, plan.id),
  ]);
  const currency = plan.currency as Currency;
  const paidMinor = payments.reduce((sum, payment) => sum + payment.amount, 0n);
  return {
    id: plan.id,
    portfolio: portfolio?.code ?? "",
    accountRef: account?.ref ?? "",
    kind: plan.kind,
    state: plan.state,
    interest: plan.interestMode,
    frequency: plan.frequency,
    currency,
    toPay: formatAmount(plan.toPay, currency),
    paid: formatAmount(paidMinor, currency),
    waived: formatAmount(plan.waived, currency),
    firstDueOn: plan.firstDueOn,
    lastDueOn: plan.lastDueOn,
    agreedAt: plan.agreedAt.toISOString(),
    endedAt: plan.endedAt?.toISOString() ?? null,
    replacedBy: plan.replacedBy,
  };
}

/** A plan whole: schedule, the agreement as it was signed, its hash, and where its PDF is. */
export async function planDocument(runtime: Runtime, actor: Actor, id: string) {
  const plan = await seenPlan(runtime.db, actor, id);
  if (plan === null) return null;
  const lines = await listInstalments(runtime.db, plan.id);
  const agreement = await findAgreementOfPlan(runtime.db, plan.id);
  const currency = plan.currency as Currency;
  return {
    ...(await planSummary(runtime, plan)),
    /** The plans that were signed with it, itself among them; null: it stands alone. */
    group: plan.groupId === null ? null : await groupDocument(runtime, plan.groupId),
    offer: plan.offer,
    schedule: lines.map((line) => ({
      n: line.n,
      dueOn: line.dueOn,
      ...(line.movedFrom === null ? {} : { movedFrom: line.movedFrom }),
      amount: formatAmount(line.amount, currency),
      balanceAfter: formatAmount(line.balanceAfter, currency),
    })),
    agreement: agreement && agreementDocument(runtime, agreement),
  };
}

async function groupDocument({ db }: Runtime, groupId: string) {
  const plans = await listGroupPlans(db, groupId);
  const accounts = await Promise.all(plans.map((plan) => findAccount(db, plan.accountId)));
  return {
    id: groupId,
    plans: plans.map(({ id, state }, index) => ({
      id,
      accountRef: accounts[index]?.ref ?? "",
      state,
    })),
  };
}

/** The file of a plan's agreement; null when the actor may not see it, or there is none. */
export async function planCopy(runtime: Runtime, actor: Actor, id: string) {
  const plan = await seenPlan(runtime.db, actor, id);
  const agreement = plan && (await findAgreementOfPlan(runtime.db, plan.id));
  return agreement && signedCopy(runtime, actor, agreement.id);
}

/** A plan that the actor may see; null for another's, as for one that does not exist. */
async function seenPlan(db: Queryable, actor: Actor, id: string): Promise<PlanRow | null> {
  const plan = isUuid(id) ? await findPlan(db, id) : null;
  return plan !== null && worksIn(actor, plan.portfolioId) ? plan : null;
}

function agreementDocument(runtime: Runtime, agreement: AgreementRow) {
  const text = runtime.sealer.openBytes(agreementBinding(agreement), agreement.sealed).toString();
  return {
    id: agreement.id,
    sha256: agreement.sha256.toString("hex"),
    consentVersion: agreement.consentVersion,
    locale: agreement.locale,
    signedAt: agreement.signedAt.toISOString(),
    /** The text that the hash is of: RFC 8785, to be hashed as it stands. */
    canonical: text,
    pdf: `/api/v1/plans/${agreement.planId}/agreement.pdf`,
  };
}

/** One page of the plans of some portfolios, newest first; `after` is the last id seen. */
export async function planListPage(
  runtime: Runtime,
  portfolioIds: readonly string[],
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
) {
  const rows = await listPlans(runtime.db, portfolioIds, page);
  const plans = await Promise.all(rows.map((row) => planSummary(runtime, row)));
  return { plans, next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null) };
}
