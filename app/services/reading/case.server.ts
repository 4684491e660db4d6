import { type CaseRow, findCase } from "#app/db/stores/case-files.server.ts";
import { mayReopen } from "#app/domain/disputes/clock.ts";
import { nextCaseState, waitingStates } from "#app/domain/disputes/states.ts";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { caseRule } from "#app/domain/policy/case-rule.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import { type CaseStep, caseSteps } from "../cases/case-steps.server.ts";
import { mayReach } from "../cases/lock-case.server.ts";
import { summaryRoute } from "../cases/summary-route.server.ts";
import { filesOf, unsentFiles } from "../evidence/list-evidence.server.ts";
import type { Runtime } from "../ports.ts";
import { claimedAmount } from "./claimed-amount.server.ts";

/** One case as its debtor sees it: the clock, what rests, what was said. Null: not theirs. */
export async function casePage(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: LoadedAccount,
  caseId: string,
) {
  const row = isUuid(caseId) ? await findCase(runtime.db, caseId) : null;
  if (row === null || row.accountId !== loaded.row.id || !mayReach(actor, row)) return null;
  const { portfolio } = loaded;
  const steps = await caseSteps(runtime, runtime.db, row.id);
  const told = steps.filter(({ kind }) => kind !== "noted");
  const zone = portfolio.timeZone;
  return {
    id: row.id,
    accountId: row.accountId,
    kind: row.kind,
    ground: row.ground,
    state: row.state,
    round: row.round,
    zone,
    currency: portfolio.currency,
    phone: portfolio.brand.phone,
    waits: waitingStates.includes(row.state),
    late: waitingStates.includes(row.state) && row.dueAt.getTime() < runtime.clock.now(),
    expectedOn: expectedOn(row, told, zone),
    openedOn: dateInZone(row.openedAt.getTime(), zone),
    answerBy: dateInZone(row.dueAt.getTime(), zone),
    stops: stoppedBy(loaded, row),
    question: row.state === "asked" ? (lastOf(told, "asked")?.words?.text ?? null) : null,
    answer: answerOf(runtime, row, told, zone),
    referral: row.kind === "complaint" ? caseRule(portfolio.policy).complaint.referral : "none",
    may: {
      accept: nextCaseState(row.kind, row.state, "accept").ok,
      reopen: canReopen(row, told, loaded),
    },
    steps: told.map(({ id, kind, at, words, by }) => ({
      ...{ id, kind, at },
      own: by.startsWith("debtor:"),
      text: words?.text ?? "",
      event: words?.event ?? null,
      since: words?.since ?? null,
      amount: words?.amount ?? null,
      amountMinor: claimedAmount(words, portfolio.currency),
      files: words?.files ?? 0,
      dueOn: words?.dueAt === undefined ? null : dateInZone(words.dueAt, zone),
    })),
    files: await filesOf(runtime, row.id),
    unsent: await unsentFiles(runtime, actor.debtorId, row.accountId, row.kind),
  };
}

export type CasePage = NonNullable<Awaited<ReturnType<typeof casePage>>>;

function lastOf(steps: readonly CaseStep[], kind: CaseStep["kind"]): CaseStep | undefined {
  return steps.findLast((step) => step.kind === kind);
}

/** The day that a holding letter of this round named; null: none was needed. */
function expectedOn({ round }: CaseRow, steps: readonly CaseStep[], zone: string) {
  const held = steps.findLast((step) => step.kind === "held-over" && step.round === round);
  return held?.words?.dueAt === undefined ? null : dateInZone(held.words.dueAt, zone);
}

/** What the hold of the case stops now; nothing when it has ended. */
function stoppedBy({ holds, today }: LoadedAccount, { holdId }: CaseRow): readonly HoldEffect[] {
  const hold = holds.find(({ id }) => id === holdId);
  const inForce = hold !== undefined && (hold.toOn === null || hold.toOn > today);
  return inForce ? (hold.effects as readonly HoldEffect[]) : [];
}

function answerOf({ clock }: Runtime, row: CaseRow, steps: readonly CaseStep[], zone: string) {
  const answered = lastOf(steps, "resolved");
  if (row.outcome === null || answered === undefined) return null;
  const summary = summaryRoute(row, steps, answered);
  const mayStill = row.state === "resolved" && (summary?.until.getTime() ?? 0) >= clock.now();
  return {
    outcome: row.outcome,
    text: answered.words?.text ?? "",
    at: answered.at,
    amountMinor: row.amount,
    currency: row.currency,
    /** Others owe the account, this person does not. */
    leaves: answered.words?.answer?.leaves === true,
    settledEarly: summary?.settled === true,
    /** Accepting by this day settles it by the short route; null: no longer, or never. */
    settlesUntil: summary && mayStill ? dateInZone(summary.until.getTime(), zone) : null,
  };
}

function canReopen(
  row: CaseRow,
  steps: readonly CaseStep[],
  { portfolio, today }: LoadedAccount,
): boolean {
  const ended = lastOf(steps, row.state === "withdrawn" ? "withdrawn" : "resolved");
  if (ended === undefined || !nextCaseState(row.kind, row.state, "reopen").ok) return false;
  const endedOn = dateInZone(ended.at, portfolio.timeZone);
  return mayReopen(caseRule(portfolio.policy)[row.kind], endedOn, today);
}
