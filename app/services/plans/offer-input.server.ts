import type { Queryable } from "#app/db/database.server.ts";
import { countReplacements } from "#app/db/stores/plan-changes.server.ts";
import { countDeferments, findOpenPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { AccountState, Balance } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { AffordabilityStatement, Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { addMonths, type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { ownCharges, withCharges } from "./own-charges.server.ts";

export interface OfferWish {
  /** The day whose balance counts; never before the snapshot. Default: today. */
  readonly on?: CalendarDate;
  readonly firstDueOn?: CalendarDate | null;
  /** What the debtor stated; absent: nothing. */
  readonly statement?: AffordabilityStatement | null;
  /** A person has agreed to it, or is about to: the debtor's own changes are not counted. */
  readonly agreed?: boolean;
}

/**
 * What offers and answers to proposals are computed from, for a loaded account. While a plan is in
 * force, another one would take its place on that day.
 */
export async function offerInput(
  db: Queryable,
  loaded: LoadedAccount,
  { on = loaded.today, firstDueOn = null, statement = null, agreed = false }: OfferWish = {},
): Promise<OfferInput> {
  const { row, portfolio } = loaded;
  const { policy, calendar } = portfolio;
  const plan = await findOpenPlan(db, row.id);
  const { state, balance } = await replacing(db, loaded, plan, on);
  const yearAgo = addMonths(on, -12);
  const counted = plan !== null && !agreed && policy.plan.changesPerYear !== null;
  return {
    account: withoutPlanHold(state, on),
    balance,
    policy,
    on,
    firstDueOn,
    statement,
    calendar,
    defermentsUsed: await countDeferments(db, row.id, yearAgo),
    ...(counted ? { changesUsed: await countReplacements(db, row.id, yearAgo) } : {}),
  };
}

/** What is owed on a day, with what the plan in force would charge of its own as it ends. */
async function replacing(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow | null,
  on: CalendarDate,
): Promise<{ readonly state: AccountState; readonly balance: Balance }> {
  const { state, portfolio } = loaded;
  const charges = plan === null ? [] : await ownCharges(db, loaded, plan, on, { endsOn: true });
  if (charges.length === 0 && on === loaded.today) return { state, balance: loaded.balance };
  const charged = withCharges(state, charges);
  return { state: charged, balance: balanceOn(charged, portfolio.policy, on) };
}

/** Another plan would take the place of the one in force, whose hold ends on that day. */
function withoutPlanHold(state: AccountState, on: CalendarDate): AccountState {
  const holds = state.holds.map((hold) =>
    hold.kind === "agreed-plan" && (hold.to === null || hold.to > on)
      ? { ...hold, to: maxDate(hold.from, on) }
      : hold,
  );
  return { ...state, holds };
}

/** Every way to pay an account; none while it is closed or recalled. */
export async function computeOffersFor(
  runtime: Runtime,
  loaded: LoadedAccount,
  wish: OfferWish = {},
): Promise<readonly Offer[]> {
  if (loaded.row.status !== "open") return [];
  return computeOffers(await offerInput(runtime.db, loaded, wish));
}
