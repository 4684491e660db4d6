import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { setDueDates } from "#app/db/stores/plan-watch.server.ts";
import { findOpenPlan, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { type ChangeRefusal, moveNext, type NewDates, skipNext } from "#app/domain/plans/change.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { actorName } from "../act.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { notePlan } from "./note-plan.server.ts";
import { debtorToday, keptPlan } from "./plan-standing.server.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

/**
 * What a debtor does to the next instalment: the one that the page showed, by its number and its
 * date. A skip keeps the number, so the date alone tells a second post from a second wish.
 */
export interface DateChange {
  readonly planId: string;
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly what: { readonly moveTo: CalendarDate } | "skip";
}

/** `not-found`: no such plan of theirs is in force; `changed`: the page showed another date. */
export type DateChangeRefusal = ChangeRefusal | "not-found" | "changed";

/**
 * Moves or skips the next instalment of the signer's own plan, until 23:59 of the day before where
 * they live (domain.md §5). Amounts stay, so every sum does. A second post of the same page is
 * refused: it shows a date that is no longer the next.
 */
export async function changeDates(
  runtime: Runtime,
  visit: Visit,
  accountId: string,
  change: DateChange,
): Promise<Result<null, DateChangeRefusal>> {
  const { actor, debtor } = visit;
  return runtime.db.transaction(async (tx: Tx) => {
    const row = await lockAccount(tx, accountId);
    const mayAct = actor.level >= 1 && row && (await owesAccount(tx, actor.debtorId, row.id));
    const plan = row && mayAct ? await findOpenPlan(tx, row.id) : null;
    if (!row || plan?.id !== change.planId || plan.debtorId !== debtor.id) return err("not-found");
    const loaded = await loadAccount(runtime, tx, row);
    const kept = await keptPlan(tx, loaded, plan, debtorToday(runtime, loaded, debtor));
    const next = kept.lines.find((line) => line.status !== "paid");
    if (next !== undefined && !isShown(next, change)) return err("changed");
    const { what } = change;
    const dates = what === "skip" ? skipNext(kept) : moveNext(kept, what.moveTo);
    if (!dates.ok) return dates;
    assert(next !== undefined, "a date that changes is of an instalment");
    await setDueDates(tx, plan.id, dates.value);
    const done = { plan, dates: dates.value, from: next.dueOn, by: actorName(actor), what };
    await record(runtime, tx, loaded, done);
    return ok(null);
  });
}

function isShown(next: Pick<DateChange, "n" | "dueOn">, { n, dueOn }: DateChange): boolean {
  return next.n === n && next.dueOn === dueOn;
}

interface Done {
  readonly plan: PlanRow;
  readonly dates: NewDates;
  readonly from: CalendarDate;
  readonly by: string;
  readonly what: DateChange["what"];
}

async function record(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  { plan, dates, from, by, what }: Done,
): Promise<void> {
  const [first] = dates;
  assert(first !== undefined, "a change changes a date");
  const kind = what === "skip" ? "skipped" : "moved";
  const { currency } = loaded.portfolio;
  const lines = await listInstalments(tx, plan.id);
  const toPay = formatAmount(plan.toPay, currency);
  await recordEvent(runtime, tx, {
    accountId: loaded.row.id,
    type: "plan.changed",
    data: {
      planId: plan.id,
      change: kind,
      n: first.n,
      from,
      to: first.on,
      replacedBy: null,
      currency,
      toPayBefore: toPay,
      toPayAfter: toPay,
      lastDueOn: calendarDate(lines.at(-1)?.dueOn ?? plan.lastDueOn),
      schedule: lines.map(({ n, dueOn, amount }) => ({
        n,
        dueOn: calendarDate(dueOn),
        amount: formatAmount(amount, currency),
      })),
    },
  });
  const detail = { dates: dates.map(({ n, on }) => [n, on]) };
  await notePlan(runtime, tx, plan, { kind, by, n: first.n, fromOn: from, toOn: first.on, detail });
  await tellOfPlan(runtime, tx, loaded, plan, `plan-${kind}`, { from, to: first.on });
}
