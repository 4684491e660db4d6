import { findAccount } from "#app/db/stores/accounts.server.ts";
import { listWaitingProposals } from "#app/db/stores/proposal-decisions.server.ts";
import { findDecidedProposal, listAskedBeside } from "#app/db/stores/proposals.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { documentField } from "#app/domain/primitives/reader.ts";
import { readProposal } from "#app/domain/quote/read-proposal.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { isSignable } from "../plans/decide-proposal.server.ts";
import { askedTogether } from "../plans/refer-together.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { supportOf } from "../support/support-of.server.ts";
import { statementView } from "./afford.server.ts";
import { debtorNames } from "./debtor-names.server.ts";
import { withdrawnOf } from "./withdrawn-proposal.server.ts";

const most = 200;

/** Proposals that wait for a person, the earliest promise first. */
export async function staffProposals(runtime: Runtime, actor: StaffActor) {
  const own = await staffPortfolios(runtime, actor);
  const zones = new Map(own.map(({ id, timeZone }) => [id, timeZone]));
  const found = await listWaitingProposals(runtime.db, actor.portfolioIds, most);
  const names = await debtorNames(
    runtime,
    found.map(({ debtorId }) => debtorId),
  );
  return found.map((one) => ({
    id: one.id,
    name: names.get(one.debtorId) ?? one.accountRef,
    ref: one.accountRef,
    ask: askOf(one.ask, one.currency),
    reasons: one.reasons,
    at: one.createdAt.getTime(),
    answerBy: one.answerBy?.getTime() ?? null,
    late: one.answerBy !== null && one.answerBy.getTime() < runtime.clock.now(),
    zone: zones.get(one.portfolioId) ?? "UTC",
  }));
}

/** One proposal with what a decision needs. Null: not there, or of others' portfolios. */
export async function staffProposal(runtime: Runtime, actor: StaffActor, proposalId: string) {
  const row = isUuid(proposalId) ? await findDecidedProposal(runtime.db, proposalId) : null;
  if (row === null || !actor.portfolioIds.includes(row.portfolioId)) return null;
  const account = await findAccount(runtime.db, row.accountId);
  assert(account !== null, "a proposal is about an account");
  const loaded = await loadAccount(runtime, runtime.db, account);
  const names = await debtorNames(runtime, [row.debtorId]);
  const stated = await savedStatement(runtime, runtime.db, row.debtorId);
  await recordLook(runtime, actor, {
    action: "account.viewed",
    portfolioId: row.portfolioId,
    subject: `account:${account.id}`,
    detail: { proposalId },
  });
  return {
    id: row.id,
    accountId: account.id,
    ref: account.ref,
    name: names.get(row.debtorId) ?? account.ref,
    state: row.state,
    /** Why it waits no longer, where nobody decided; null: it waits, or somebody did. */
    withdrawn: await withdrawnOf(runtime.db, row),
    ask: askOf(row.ask, account.currency),
    reasons: row.reasons,
    /** The proposals for other accounts of which this one is a share. */
    together: row.reasons.includes(askedTogether) ? await listAskedBeside(runtime.db, row) : [],
    at: row.createdAt.getTime(),
    answerBy: row.answerBy?.getTime() ?? null,
    zone: loaded.portfolio.timeZone,
    totalMinor: loaded.balance.totalMinor,
    daysOverdue: loaded.balance.daysOverdue,
    /** What the debtor stated of their means; null: nothing. */
    statement: stated && statementView(stated, loaded),
    support: await supportOf(runtime, runtime.db, row.debtorId),
    signable: row.state === "waiting" && (await isSignable(runtime.db, loaded, row)),
  };
}

/** What was asked, in the form that pages show. */
function askOf(document: unknown, code: string) {
  assert(isCurrency(code), "an account has a known currency");
  const currency: Currency = code;
  const ask = readProposal(documentField(document), currency);
  return {
    currency,
    amountMinor: "amountMinor" in ask ? ask.amountMinor : null,
    endOn: "endOn" in ask ? ask.endOn : null,
    frequency: ask.frequency,
    firstDueOn: ask.firstDueOn,
  };
}

export type StaffAsk = ReturnType<typeof askOf>;
