import type { Balance } from "../ledger/account.ts";
import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { Policy } from "../policy/policy.ts";
import type { AgreementClause } from "./clause.ts";
import type { Offer, ScheduleLine } from "./offer.ts";
import type { Regime } from "./regime.ts";
import type { ReplacedAgreement } from "./replaced-agreement.ts";

/** What is owed on a day, of one account or of several. */
export type OwedSum = Pick<Balance, "on" | "totalMinor" | "components">;

/** The clauses of an agreement, in the order in which they are read. */
export function agreementClauses(
  offer: Offer,
  balance: OwedSum,
  policy: Policy,
  currency: Currency,
  regime: Regime,
  replaces?: ReplacedAgreement,
): AgreementClause[] {
  const amount = (minor: bigint) => formatAmount(minor, currency);
  const clauses: AgreementClause[] = [
    debtClause(balance, currency),
    repaymentClause(offer, currency),
    {
      key: `interest-${offer.interest}`,
      params: {
        interest: amount(offer.totals.interestMinor),
        annualRate: offer.annualRate,
        annualRateCompound: offer.annualRateCompound,
      },
    },
  ];
  if (offer.totals.waivedMinor > 0n) {
    const params = { waived: amount(offer.totals.waivedMinor), lastDueOn: offer.lastDueOn };
    clauses.push({ key: "waiver", params });
  }
  if (stopsCollection(offer, regime)) clauses.push({ key: "collection-stops", params: {} });
  if (regime === "cn-bank-card") clauses.push({ key: "no-new-card", params: {} });
  const { graceDays, breakAfterMissed } = policy.plan;
  if (replaces !== undefined) clauses.push(replacesClause(replaces));
  clauses.push(
    { key: "early-payment", params: {} },
    { key: "missed-payment", params: { graceDays, breakAfterMissed } },
    ...coolingOffClause(policy),
    ...rightsClause(regime),
    { key: "contact", params: {} },
  );
  return clauses;
}

function coolingOffClause({ plan: { coolingOffDays } }: Policy): AgreementClause[] {
  return coolingOffDays === 0 ? [] : [{ key: "cooling-off", params: { coolingOffDays } }];
}

/** What signing does not take away, where the regime has rules of its own for it. */
function rightsClause(regime: Regime): AgreementClause[] {
  if (regime === "us-reg-f") return [{ key: "rights-us", params: {} }];
  return regime === "uk-conc" ? [{ key: "rights-uk", params: {} }] : [];
}

/** What stood before is named by its day and the beginning of its hash. */
function replacesClause({ signedOn, sha256, onSeveral }: ReplacedAgreement): AgreementClause {
  const params = { replacedOn: signedOn, fingerprint: sha256.slice(0, 16) };
  return { key: onSeveral ? "replaces-part" : "replaces", params };
}

function debtClause(owed: OwedSum, currency: Currency): AgreementClause {
  return { key: "debt", params: { on: owed.on, currency, ...owedTexts(owed, currency) } };
}

/** A sum that is owed and its parts, as the params of a clause. */
export function owedTexts(
  { totalMinor, components }: Pick<OwedSum, "totalMinor" | "components">,
  currency: Currency,
): Readonly<Record<string, string>> {
  const amount = (minor: bigint) => formatAmount(minor, currency);
  return {
    total: amount(totalMinor),
    principal: amount(components.principal),
    interest: amount(components.interest),
    penalty: amount(components.penalty),
    fees: amount(components.fees),
    costs: amount(components.costs),
  };
}

/** How many payments an offer has and what they are, as the params of a clause. */
export function paymentTexts(
  offer: Offer,
  currency: Currency,
): Readonly<Record<string, string | number>> {
  const first = offer.schedule[0] as ScheduleLine;
  const last = offer.schedule.at(-1) as ScheduleLine;
  const level = offer.schedule.length > 2 ? (offer.schedule[1] as ScheduleLine) : first;
  return {
    terms: offer.terms,
    firstAmount: formatAmount(first.amountMinor, currency),
    amount: formatAmount(level.amountMinor, currency),
    lastAmount: formatAmount(last.amountMinor, currency),
    toPay: formatAmount(offer.totals.toPayMinor, currency),
  };
}

/** Settlement by dates has no frequency; a single payment has no rhythm at all. */
function repaymentClause(offer: Offer, currency: Currency): AgreementClause {
  const params = {
    ...paymentTexts(offer, currency),
    currency,
    frequency: offer.frequency ?? "",
    firstDueOn: offer.firstDueOn,
    lastDueOn: offer.lastDueOn,
  };
  if (offer.terms === 1) return { key: "repay-once", params };
  return { key: offer.frequency === null ? "repay-dates" : "repay-instalments", params };
}

/**
 * 信用卡业务监督管理办法 art. 70 stops collection once a personalised plan is signed; elsewhere a
 * frozen plan, as every settlement is, sets the hold that stops it (domain.md §5).
 */
function stopsCollection(offer: Offer, regime: Regime): boolean {
  return regime === "cn-bank-card" || offer.interest === "frozen";
}
