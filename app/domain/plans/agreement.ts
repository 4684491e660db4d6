import type { AccountState, Balance } from "../ledger/account.ts";
import { formatAmount } from "../money/amount.ts";
import { type Components, componentNames } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import type { Policy } from "../policy/policy.ts";
import type { AgreementClause } from "./clause.ts";
import { agreementClauses } from "./clauses.ts";
import type { Offer } from "./offer.ts";
import { type Regime, regimeOf, requiredContents } from "./regime.ts";
import type { ReplacedAgreement } from "./replaced-agreement.ts";

export interface AgreementInput {
  readonly offer: Offer;
  readonly account: AccountState;
  readonly balance: Balance;
  readonly policy: Policy;
  readonly portfolio: AgreementPortfolio;
  readonly signer: AgreementSigner;
  /** Names the wording that was shown and ticked. */
  readonly consentVersion: string;
  /** Which agreement of this account it is: equal terms, signed again, are another agreement. */
  readonly serial?: number;
  /** The agreement in whose place it stands. */
  readonly replaces?: ReplacedAgreement;
}

export interface AgreementPortfolio {
  readonly code: string;
  /** The brand under which the creditor writes. */
  readonly name: string;
  readonly locale: string;
  readonly originalCreditor: string | null;
}

export interface AgreementSigner {
  readonly debtorRef: string;
  readonly name: string;
  readonly locale: string;
}

/**
 * The content of an agreement as facts that no language changes: amounts in major units and dates
 * as text, counts as whole numbers, clauses by key with what fills them. Both languages are
 * rendered from it, so its canonical JSON (RFC 8785) has one hash for both (domain.md §5).
 */
export interface Agreement {
  readonly form: "evenkeel-agreement-1";
  readonly regime: Regime;
  readonly consentVersion: string;
  readonly serial?: number;
  readonly replaces?: ReplacedAgreement;
  /** The signer's language first, then the portfolio's when it is another, then the rest. */
  readonly languages: readonly string[];
  readonly creditor: {
    readonly portfolio: string;
    readonly name: string;
    readonly original: string;
  };
  readonly signer: { readonly debtorRef: string; readonly name: string };
  readonly debt: {
    readonly accountRef: string;
    readonly on: string;
    readonly currency: string;
    readonly total: string;
    readonly components: ComponentTexts;
    readonly daysOverdue: number;
  };
  /** Of an agreement on several accounts; `debt`, `plan` and `schedule` are then of the whole. */
  readonly accounts?: readonly AgreedAccount[];
  readonly plan: AgreedPlan;
  readonly schedule: readonly AgreedLine[];
  readonly clauses: readonly AgreementClause[];
  /** What the regime's law asks an agreement to contain, and the clauses that say it. */
  readonly contents: readonly { readonly item: string; readonly clauses: readonly string[] }[];
}

/** What one account owes and pays under an agreement on several. */
export interface AgreedAccount {
  readonly debt: Agreement["debt"];
  readonly original: string;
  readonly serial: number;
  readonly plan: AgreedPlan;
  readonly schedule: readonly AgreedLine[];
}

export type ComponentTexts = Readonly<Record<keyof Components, string>>;

export interface AgreedPlan {
  readonly kind: string;
  readonly terms: number;
  /** Empty for a single payment and for settlement by dates. */
  readonly frequency: string;
  readonly interest: string;
  readonly toPay: string;
  readonly interestAdded: string;
  readonly fees: string;
  readonly waived: string;
  readonly overToday: string;
  readonly annualRate: string;
  readonly annualRateCompound: string;
  readonly firstDueOn: string;
  readonly lastDueOn: string;
  readonly graceDays: number;
  readonly breakAfterMissed: number;
}

export interface AgreedLine {
  readonly n: number;
  readonly dueOn: string;
  /** Empty when the date was not moved off a non-working day. */
  readonly movedFrom: string;
  readonly amount: string;
  /** Absent with a fee: what an instalment pays after it follows the order of payments. */
  readonly components?: ComponentTexts;
  readonly balanceAfter: string;
}

/** Builds the agreement that is shown, signed and stored. */
export function buildAgreement(input: AgreementInput): Agreement {
  const { offer, account, balance, policy, portfolio, signer } = input;
  const { currency } = account;
  const regime = regimeOf(policy);
  const { replaces } = input;
  const clauses = agreementClauses(offer, balance, policy, currency, regime, replaces);
  const present = new Set(clauses.map((clause) => clause.key));
  return {
    form: "evenkeel-agreement-1",
    regime,
    consentVersion: input.consentVersion,
    ...(input.serial === undefined ? {} : { serial: input.serial }),
    ...(replaces === undefined ? {} : { replaces }),
    languages: [...new Set([signer.locale, portfolio.locale, "zh-CN", "en"])],
    creditor: {
      portfolio: portfolio.code,
      name: portfolio.name,
      original: portfolio.originalCreditor ?? "",
    },
    signer: { debtorRef: signer.debtorRef, name: signer.name },
    debt: agreedDebt(account.accountRef, balance, currency),
    plan: agreedPlan(offer, policy, currency),
    schedule: agreedLines(offer, currency),
    clauses,
    contents: requiredContents(regime, present),
  };
}

/** What is owed of a debt, or of several by all their references. */
export function agreedDebt(
  accountRef: string,
  balance: Pick<Balance, "on" | "totalMinor" | "components" | "daysOverdue">,
  currency: Currency,
): Agreement["debt"] {
  return {
    accountRef,
    on: balance.on,
    currency,
    total: formatAmount(balance.totalMinor, currency),
    components: componentTexts(balance.components, currency),
    daysOverdue: balance.daysOverdue,
  };
}

/** The schedule as it is promised: with the split of each line where payments keep to it. */
export function agreedLines(offer: Offer, currency: Currency): AgreedLine[] {
  return offer.schedule.map((line) => ({
    n: line.n,
    dueOn: line.dueOn,
    movedFrom: line.movedFrom ?? "",
    amount: formatAmount(line.amountMinor, currency),
    ...(offer.interest === "fee" ? {} : { components: componentTexts(line.components, currency) }),
    balanceAfter: formatAmount(line.balanceAfterMinor, currency),
  }));
}

export function agreedPlan(offer: Offer, policy: Policy, currency: Currency): AgreedPlan {
  const { totals } = offer;
  return {
    kind: offer.kind,
    terms: offer.terms,
    frequency: offer.frequency ?? "",
    interest: offer.interest,
    toPay: formatAmount(totals.toPayMinor, currency),
    interestAdded: formatAmount(totals.interestMinor, currency),
    fees: formatAmount(totals.feesMinor, currency),
    waived: formatAmount(totals.waivedMinor, currency),
    overToday: formatAmount(totals.overTodayMinor, currency),
    annualRate: offer.annualRate,
    annualRateCompound: offer.annualRateCompound,
    firstDueOn: offer.firstDueOn,
    lastDueOn: offer.lastDueOn,
    graceDays: policy.plan.graceDays,
    breakAfterMissed: policy.plan.breakAfterMissed,
  };
}

function componentTexts(parts: Components, currency: Currency): ComponentTexts {
  const texts = componentNames.map((name) => [name, formatAmount(parts[name], currency)]);
  return Object.fromEntries(texts) as Record<keyof Components, string>;
}
