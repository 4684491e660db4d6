import type { Tx } from "#app/db/database.server.ts";
import type { HardshipRow } from "#app/db/stores/hardship-cases.server.ts";
import { crisisEnd } from "#app/domain/hardship/decide.ts";
import type { HardshipOutcome, OutcomeTerms } from "#app/domain/hardship/outcome.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { addDays, addMonths, type CalendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Actor } from "../actor.ts";
import { type PlaceFault, placeHold } from "../holds/place-hold.server.ts";
import { offerInput } from "../plans/offer-input.server.ts";
import type { Runtime } from "../ports.ts";

/** What a person wants to give; nulls: as the policy has it, or not of this outcome. */
export interface WantedOutcome {
  readonly outcome: HardshipOutcome;
  /** First day of what rests; may lie in the past. */
  readonly from: CalendarDate | null;
  readonly days: number | null;
  /** Crisis: the day on which treatment ended, once it is known. */
  readonly treatmentEndedOn: CalendarDate | null;
  /** Each month, minor units. */
  readonly amountMinor: bigint | null;
  readonly months: number | null;
  readonly firstDueOn: CalendarDate | null;
}

/**
 * `no-such-plan`: the policy has no plan of this amount, so it could not be signed.
 * `amount-missing`, `months-missing`: the outcome says how much and how long.
 */
export type OutcomeFault =
  | PlaceFault
  | "amount-missing"
  | "months-missing"
  | "no-such-plan"
  | "crisis-not-offered";

type Given = Pick<HardshipRow, "terms" | "holdId">;

/** Sets what an outcome gives and answers its terms. The caller holds the account's lock. */
export async function giveOutcome(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  loaded: LoadedAccount,
  row: HardshipRow,
  wanted: WantedOutcome,
): Promise<Result<Given, OutcomeFault>> {
  const { policy, currency } = loaded.portfolio;
  const rule = hardshipRule(policy);
  const nothing = termsOf(loaded, {});
  switch (wanted.outcome) {
    case "declined":
      return ok({ terms: nothing, holdId: null });
    case "reduced-plan":
      return reducedPlan(tx, loaded, wanted);
    case "token-plan": {
      const { amountMinor, months } = wanted;
      if (amountMinor === null) return err("amount-missing");
      if (months === null) return err("months-missing");
      const from = wanted.from ?? loaded.today;
      const to = addMonths(loaded.today, months);
      const amount = formatAmount(amountMinor, currency);
      return rest(runtime, tx, actor, loaded, row, { from, to, amount, months });
    }
    case "crisis": {
      if (rule.breathingSpace.afterTreatmentDays === 0) return err("crisis-not-offered");
      const said = dateInZone(row.submittedAt.getTime(), loaded.portfolio.timeZone);
      const from = wanted.from ?? said;
      const to = crisisEnd(rule, wanted.treatmentEndedOn);
      return rest(runtime, tx, actor, loaded, row, { from, to });
    }
    case "breathing-space": {
      const from = wanted.from ?? loaded.today;
      const to = addDays(from, wanted.days ?? (rule.breathingSpace.days || standardDays));
      return rest(runtime, tx, actor, loaded, row, { from, to });
    }
  }
}

/** Where a policy gives none by itself, a person gives a month. */
const standardDays = 30;

/** Interest, demands and collection rest for the days of the terms. */
async function rest(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  loaded: LoadedAccount,
  row: HardshipRow,
  terms: Partial<OutcomeTerms> & Pick<OutcomeTerms, "to"> & { readonly from: CalendarDate },
): Promise<Result<Given, PlaceFault>> {
  const placed = await placeHold(runtime, tx, actor, loaded, {
    kind: "breathing-space",
    from: terms.from,
    to: terms.to,
    reason: `hardship:${row.id}`,
  });
  if (!placed.ok) return placed;
  return ok({ terms: termsOf(loaded, terms), holdId: placed.value.hold.id });
}

/** An amount each month that the debtor may sign: only what the policy has can be promised. */
async function reducedPlan(
  tx: Tx,
  loaded: LoadedAccount,
  { amountMinor, firstDueOn }: WantedOutcome,
): Promise<Result<Given, OutcomeFault>> {
  if (amountMinor === null) return err("amount-missing");
  const input = await offerInput(tx, loaded, { agreed: true });
  const first = firstDueOn ?? addMonths(loaded.today, 1);
  const ask = { amountMinor, frequency: "monthly", firstDueOn: first } as const;
  if (answerProposal(input, ask).offer === null) return err("no-such-plan");
  const amount = formatAmount(amountMinor, loaded.portfolio.currency);
  return ok({ terms: termsOf(loaded, { amount, firstDueOn: first }), holdId: null });
}

function termsOf({ portfolio }: LoadedAccount, terms: Partial<OutcomeTerms>): OutcomeTerms {
  return {
    from: null,
    to: null,
    amount: null,
    months: null,
    firstDueOn: null,
    rule: null,
    ...terms,
    currency: portfolio.currency,
  };
}
