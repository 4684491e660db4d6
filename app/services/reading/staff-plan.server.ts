import { findAccount } from "#app/db/stores/accounts.server.ts";
import { listAccountPlanChanges } from "#app/db/stores/plan-changes.server.ts";
import { findOpenPlan, listAccountPlans, listGroupPlans } from "#app/db/stores/plans.server.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { planToCome } from "../plans/plan-to-come.server.ts";
import type { Runtime } from "../ports.ts";
import { matchedPlan } from "./next-due.server.ts";

/** The plan in force on an account, else its latest, with what was paid of each instalment. */
export async function planOfAccount(runtime: Runtime, loaded: LoadedAccount) {
  const { row, portfolio, state, today } = loaded;
  const open = await findOpenPlan(runtime.db, row.id);
  const plan = open ?? (await listAccountPlans(runtime.db, row.id))[0];
  if (plan === undefined) return null;
  const matching = await matchedPlan(runtime.db, plan, portfolio.policy);
  const coming = open && (await planToCome(runtime.db, loaded, open, matching));
  const next = coming?.instalments[0];
  return {
    id: plan.id,
    kind: plan.kind,
    state: plan.state,
    interest: plan.interestMode,
    agreedAt: plan.agreedAt.getTime(),
    toPayMinor: plan.toPay,
    waivedMinor: plan.waived,
    paidMinor: matching.paidMinor,
    next:
      next === undefined
        ? null
        : {
            on: next.dueOn,
            openMinor: next.openMinor,
            /** Its day has passed, and no hold stops the clock of the plan. */
            late: next.dueOn < today && standstillOn(standstillsOf(state.holds), today) === null,
          },
    lastDueOn: plan.lastDueOn,
    history: await historyOf(runtime, row.id),
    /** The other accounts that were signed with it, each with a plan of its own. */
    together: plan.groupId === null ? [] : await signedWith(runtime, plan.groupId, row.id),
    instalments: matching.instalments.map(({ n, dueOn, amountMinor, paidMinor, status }) => ({
      n,
      dueOn,
      amountMinor,
      paidMinor,
      status,
    })),
  };
}

async function signedWith({ db }: Runtime, groupId: string, accountId: string) {
  const plans = await listGroupPlans(db, groupId);
  const others = plans.filter((plan) => plan.accountId !== accountId);
  const rows = await Promise.all(others.map((plan) => findAccount(db, plan.accountId)));
  return rows.flatMap((row) => (row === null ? [] : [{ id: row.id, ref: row.ref }]));
}

const mostHistory = 40;

/** What became of the account's plans, newest first. */
async function historyOf(runtime: Runtime, accountId: string) {
  const changes = await listAccountPlanChanges(runtime.db, accountId, mostHistory);
  return changes.map(({ id, kind, n, fromOn, toOn, by, detail, at }) => ({
    id,
    kind,
    n,
    // The days of a plan that came back are no dates of its instalments.
    from: kind === "cured" ? null : fromOn,
    to: kind === "cured" ? null : toOn,
    by: by.split(":")[0] ?? by,
    reason: typeof detail.reason === "string" ? detail.reason : null,
    cure: kind === "cured" ? cureOf(detail as CuredDetail) : null,
    at: at.getTime(),
  }));
}

/** As `cure-plan` notes it; a plan that came back earlier has the reason alone. */
interface CuredDetail {
  readonly asOf?: CalendarDate;
  readonly currency?: Currency;
  readonly counted?: readonly {
    readonly paymentId: string;
    readonly effectiveOn: CalendarDate;
    readonly amount: string;
  }[];
}

/** From when it is kept again, and the earlier payments that count towards it since. */
function cureOf({ asOf, currency, counted = [] }: CuredDetail) {
  if (asOf === undefined || currency === undefined) return null;
  const payments = counted.map(({ paymentId, effectiveOn, amount }) => {
    const amountMinor = parseAmount(amount, currency);
    assert(typeof amountMinor === "bigint", "what was noted is an amount");
    return { id: paymentId, on: effectiveOn, amountMinor };
  });
  return { asOf, currency, payments };
}
