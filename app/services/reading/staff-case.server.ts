import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type CaseRow, findCase, listCasesOf } from "#app/db/stores/case-files.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { listPayments } from "#app/db/stores/payments.server.ts";
import { type AnswerAbout, effectOf } from "#app/domain/disputes/answer.ts";
import { caseOutcomes } from "#app/domain/disputes/case.ts";
import { waitingStates } from "#app/domain/disputes/states.ts";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { caseSteps } from "../cases/case-steps.server.ts";
import { clockOfCase } from "../cases/start-clock.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import { filesOf } from "../evidence/list-evidence.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { supportOf } from "../support/support-of.server.ts";
import { claimedAmount } from "./claimed-amount.server.ts";
import { debtorNames } from "./debtor-names.server.ts";
import { isLate } from "./staff-cases.server.ts";

const shownPayments = 6;

/** One case with what a decision needs. Null: not there, or of others' portfolios. */
export async function staffCase(runtime: Runtime, actor: StaffActor, caseId: string) {
  const { db, clock } = runtime;
  const row = isUuid(caseId) ? await findCase(db, caseId) : null;
  if (row === null || !actor.portfolioIds.includes(row.portfolioId)) return null;
  const account = await findAccount(db, row.accountId);
  assert(account !== null, "a case is about an account");
  const loaded = await loadAccount(runtime, db, account);
  const { mayExtendTo } = clockOfCase(loaded.portfolio, row);
  const owing = await listLiableDebtors(db, row.accountId);
  const others = await listCasesOf(db, row.accountId, row.debtorId);
  await recordLook(runtime, actor, {
    action: "case.viewed",
    portfolioId: row.portfolioId,
    subject: `account:${account.id}`,
    detail: { caseId },
  });
  return {
    id: row.id,
    kind: row.kind,
    ground: row.ground,
    state: row.state,
    round: row.round,
    outcome: row.outcome,
    amountMinor: row.amount,
    waits: waitingStates.includes(row.state),
    late: isLate(row, clock.now()),
    at: row.openedAt.getTime(),
    dueAt: row.dueAt.getTime(),
    summaryBy: row.summaryBy?.getTime() ?? null,
    extensions: row.extensions,
    mayExtendTo: mayExtendTo?.getTime() ?? null,
    name: (await debtorNames(runtime, [row.debtorId])).get(row.debtorId) ?? account.ref,
    support: await supportOf(runtime, db, row.debtorId),
    outcomes: outcomesOf({ ...row, shared: owing.length > 1 }),
    hold: holdOf(loaded, row),
    account: await accountFacts(runtime, loaded),
    steps: (await caseSteps(runtime, db, row.id)).map(({ by, ...step }) => ({
      ...step,
      by: by.split(":")[0] ?? by,
      claimedMinor: claimedAmount(step.words, loaded.portfolio.currency),
    })),
    files: await filesOf(runtime, row.id),
    others: others
      .filter(({ id }) => id !== row.id)
      .map(({ id, kind, ground, state }) => ({
        ...{ id, kind, ground, state },
      })),
  };
}

export type StaffCasePage = NonNullable<Awaited<ReturnType<typeof staffCase>>>;

/** Every outcome that this ground can have, and what it does. */
function outcomesOf(about: AnswerAbout) {
  return caseOutcomes.flatMap((outcome) => {
    const effect = effectOf(about, outcome);
    return effect === null ? [] : [{ outcome, ...effect }];
  });
}

function holdOf({ holds, today }: LoadedAccount, { holdId }: CaseRow) {
  const hold = holds.find(({ id }) => id === holdId);
  if (hold === undefined) return null;
  return {
    effects: hold.effects as readonly HoldEffect[],
    from: hold.fromOn,
    inForce: hold.toOn === null || hold.toOn > today,
  };
}

/** What is known of the debt, beside what the debtor says. */
async function accountFacts(runtime: Runtime, loaded: LoadedAccount) {
  const { row, portfolio, balance, state } = loaded;
  const payments = await listPayments(runtime.db, row.id);
  return {
    id: row.id,
    ref: row.ref,
    portfolio: portfolio.name,
    zone: portfolio.timeZone,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    daysOverdue: balance.daysOverdue,
    card: openCardFacts(runtime, row).cardLast4,
    originalCreditor: row.originalCreditor,
    openedOn: row.openedOn,
    delinquentSince: state.delinquentSince,
    payments: payments.slice(0, shownPayments).map((one) => ({
      ...{ id: one.id, amountMinor: one.amount, on: one.effectiveOn, state: one.state },
    })),
  };
}
