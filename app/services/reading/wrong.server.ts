import { type CaseRow, listCasesOf } from "#app/db/stores/case-files.server.ts";
import { waitingStates } from "#app/domain/disputes/states.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** "Something is wrong": what this debtor has raised on the account, the newest first. */
export async function wrongPage(runtime: Runtime, actor: DebtorActor, account: LoadedAccount) {
  const rows = await listCasesOf(runtime.db, account.row.id, actor.debtorId);
  return {
    accountId: account.row.id,
    cases: rows.map((row) => caseLine(row, account.portfolio.timeZone)),
  };
}

function caseLine(row: CaseRow, timeZone: string) {
  const { id, kind, ground, state, outcome } = row;
  return {
    ...{ id, kind, ground, state, outcome },
    waits: waitingStates.includes(state),
    answerBy: dateInZone(row.dueAt.getTime(), timeZone),
  };
}
