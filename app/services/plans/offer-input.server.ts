import type { Queryable } from "#app/db/database.server.ts";
import { countDeferments } from "#app/db/stores/plans.server.ts";
import type { AccountState } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { AffordabilityStatement, Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { addMonths, type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";

export interface OfferWish {
  /** The day whose balance counts; never before the snapshot. Default: today. */
  readonly on?: CalendarDate;
  readonly firstDueOn?: CalendarDate | null;
  /** What the debtor stated; absent: nothing. */
  readonly statement?: AffordabilityStatement | null;
}

/** What offers and answers to proposals are computed from, for a loaded account. */
export async function offerInput(
  db: Queryable,
  loaded: LoadedAccount,
  { on = loaded.today, firstDueOn = null, statement = null }: OfferWish = {},
): Promise<OfferInput> {
  const { row, portfolio, state } = loaded;
  const { policy, calendar } = portfolio;
  const balance = on === loaded.today ? loaded.balance : balanceOn(state, policy, on);
  const defermentsUsed = await countDeferments(db, row.id, addMonths(on, -12));
  return {
    account: withoutPlanHold(state, on),
    balance,
    policy,
    on,
    firstDueOn,
    statement,
    calendar,
    defermentsUsed,
  };
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
