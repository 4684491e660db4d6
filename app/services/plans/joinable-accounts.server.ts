import type { Queryable } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** Why an account cannot join a plan with others. */
export type JoinBar = "closed" | "settled" | "in-force" | "paused";

export interface JoinableAccount {
  readonly loaded: LoadedAccount;
  /** What keeps it out today; null: nothing. */
  readonly bar: JoinBar | null;
}

/** Every account of a debtor, and whether it can join a plan with others. */
export async function joinableAccounts(
  runtime: Runtime,
  { debtorId }: Pick<DebtorActor, "debtorId">,
): Promise<readonly JoinableAccount[]> {
  const rows = await listDebtorAccounts(runtime.db, debtorId);
  return Promise.all(
    rows.map(async (row) => {
      const loaded = await loadAccount(runtime, runtime.db, row);
      return { loaded, bar: await joinBar(runtime.db, loaded) };
    }),
  );
}

/** What keeps an account out of a plan with others today; null: nothing. */
export async function joinBar(db: Queryable, loaded: LoadedAccount): Promise<JoinBar | null> {
  const { row, balance, state, today } = loaded;
  if (row.status !== "open") return "closed";
  if (balance.totalMinor <= 0n) return "settled";
  if ((await findOpenPlan(db, row.id)) !== null) return "in-force";
  return stoppedBy(state.holds, "offers", today) === null ? null : "paused";
}
