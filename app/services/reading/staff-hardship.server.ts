import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findHardship, listWaitingHardship } from "#app/db/stores/hardship-cases.server.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { statementById } from "../affordability/saved-statement.server.ts";
import { openHoldOf } from "../hardship/end-treatment.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { supportOf } from "../support/support-of.server.ts";
import { statementView } from "./afford.server.ts";
import { debtorNames } from "./debtor-names.server.ts";
import { caseView } from "./hardship.server.ts";

const most = 200;

/** Cases that wait for a person, the earliest promise first. */
export async function staffHardshipList(runtime: Runtime, actor: StaffActor) {
  const own = await staffPortfolios(runtime, actor);
  const zones = new Map(own.map(({ id, timeZone }) => [id, timeZone]));
  const found = await listWaitingHardship(runtime.db, actor.portfolioIds, most);
  const names = await debtorNames(
    runtime,
    found.map(({ debtorId }) => debtorId),
  );
  return found.map((one) => ({
    id: one.id,
    name: names.get(one.debtorId) ?? one.accountRef,
    ref: one.accountRef,
    again: one.state === "reopened",
    added: one.added,
    crisis: one.crisis,
    at: one.submittedAt.getTime(),
    answerBy: one.answerBy?.getTime() ?? null,
    late: one.answerBy !== null && one.answerBy.getTime() < runtime.clock.now(),
    zone: zones.get(one.portfolioId) ?? "UTC",
  }));
}

/** One case with what a decision needs. Null: not there, or of others' portfolios. */
export async function staffHardshipCase(runtime: Runtime, actor: StaffActor, caseId: string) {
  const row = isUuid(caseId) ? await findHardship(runtime.db, caseId) : null;
  if (row === null || !actor.portfolioIds.includes(row.portfolioId)) return null;
  const account = await findAccount(runtime.db, row.accountId);
  assert(account !== null, "a case is about an account");
  const loaded = await loadAccount(runtime, runtime.db, account);
  const names = await debtorNames(runtime, [row.debtorId]);
  await recordLook(runtime, actor, {
    action: "account.viewed",
    portfolioId: row.portfolioId,
    subject: `account:${account.id}`,
    detail: { hardshipId: row.id },
  });
  const stated =
    row.statementId === null ? null : await statementById(runtime, runtime.db, row.statementId);
  const rule = hardshipRule(loaded.portfolio.policy).breathingSpace;
  return {
    ...(await caseView(runtime, row, loaded)),
    accountId: account.id,
    ref: account.ref,
    name: names.get(row.debtorId) ?? account.ref,
    zone: loaded.portfolio.timeZone,
    currency: loaded.portfolio.currency,
    totalMinor: loaded.balance.totalMinor,
    daysOverdue: loaded.balance.daysOverdue,
    statement: stated && statementView(stated, loaded),
    support: await supportOf(runtime, runtime.db, row.debtorId),
    breathingDays: rule.days || 30,
    crisisOffered: rule.afterTreatmentDays > 0,
    /** A crisis whose space waits for the day on which the treatment ended. */
    openCrisis: (await openHoldOf(runtime.db, row)) !== null,
    afterTreatmentDays: rule.afterTreatmentDays,
    today: loaded.today,
  };
}

export type StaffHardshipCase = NonNullable<Awaited<ReturnType<typeof staffHardshipCase>>>;
