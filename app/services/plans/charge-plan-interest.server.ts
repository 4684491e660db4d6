import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  findOpenPlan,
  type InstalmentRow,
  listInstalments,
  listPlansToCharge,
  type PlanRow,
} from "#app/db/stores/plans.server.ts";
import { insertPosting, listOnceKeys } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { chargePosting } from "#app/domain/ledger/postings.ts";
import { formatAmount, parseAmount } from "#app/domain/money/amount.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Posts what plans with a reduced rate or a fee charge, on each due date (interfaces.md §5). The
 * account's own interest is on hold meanwhile, so that the debtor owes what was signed. Who pays
 * all of it off earlier is not charged what was still to come.
 */
export async function chargePlanInterest(runtime: Runtime): Promise<void> {
  const latest = addDays(dateInZone(runtime.clock.now(), "UTC"), 1);
  for (const { id, accountId } of await listPlansToCharge(runtime.db, latest)) {
    await runtime.db.transaction((tx) => chargePlan(runtime, tx, accountId, id));
  }
}

async function chargePlan(runtime: Runtime, tx: Tx, accountId: string, planId: string) {
  const row = await lockAccount(tx, accountId);
  const plan = await findOpenPlan(tx, accountId);
  if (row === null || plan?.id !== planId) return;
  const loaded = await loadAccount(runtime, tx, row);
  const lines = await listInstalments(tx, plan.id);
  const keys = lines.map((line) => onceKey(plan, line));
  const posted = new Set(await listOnceKeys(tx, keys));
  let before = openingOf(plan, loaded);
  for (const line of lines) {
    const own = line.balanceAfter - before + line.amount;
    before = line.balanceAfter;
    const isDue = line.dueOn <= loaded.today && !posted.has(onceKey(plan, line));
    if (own > 0n && isDue) await charge(runtime, tx, loaded, { plan, line, own });
  }
}

const onceKey = (plan: Pick<PlanRow, "id">, line: Pick<InstalmentRow, "n">): string =>
  `plan-interest:${plan.id}:${line.n}`;

/** What was owed when the plan was made: `overToday` is what it adds to that. */
function openingOf({ offer, toPay }: PlanRow, { portfolio }: LoadedAccount): bigint {
  const { totals } = offer as { readonly totals: { readonly overToday: string } };
  const over = parseAmount(totals.overToday, portfolio.currency);
  assert(typeof over === "bigint", "a stored offer has its totals");
  return toPay - over;
}

interface Charge {
  readonly plan: PlanRow;
  readonly line: InstalmentRow;
  readonly own: bigint;
}

async function charge(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  { plan, line, own }: Charge,
): Promise<void> {
  const { currency } = portfolio;
  const id = runtime.ids.next();
  const on = calendarDate(line.dueOn);
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind: "plan-interest",
      effectiveOn: on,
      amount: formatAmount(own, currency),
      currency,
      split: componentTexts({ ...noComponents, interest: own }, currency),
      reason: `plan:${plan.id}`,
    },
  });
  const { entries } = chargePosting({ on, reference: id }, "interest", own);
  await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "charge",
      effectiveOn: line.dueOn,
      currency: row.currency,
      amount: own,
      ...noComponents,
      interest: own,
      credit: 0n,
      rule: `plan:${plan.interestMode}`,
      source: "portal",
      onceKey: onceKey(plan, line),
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
}
