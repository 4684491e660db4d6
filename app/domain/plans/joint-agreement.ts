import type { AccountState, Balance } from "../ledger/account.ts";
import { addComponents, noComponents } from "../money/components.ts";
import type { Policy } from "../policy/policy.ts";
import { assert } from "../primitives/assert.ts";
import {
  type Agreement,
  type AgreementPortfolio,
  type AgreementSigner,
  agreedDebt,
  agreedLines,
  agreedPlan,
} from "./agreement.ts";
import type { AgreementClause } from "./clause.ts";
import { agreementClauses, owedTexts, paymentTexts } from "./clauses.ts";
import type { JointOffer } from "./joint-offer.ts";
import { regimeOf, requiredContents } from "./regime.ts";

export interface JointAgreementInput {
  readonly offer: JointOffer;
  /** In the order of the offer's parts. */
  readonly accounts: readonly AgreementAccount[];
  readonly policy: Policy;
  readonly portfolio: Omit<AgreementPortfolio, "originalCreditor">;
  readonly signer: AgreementSigner;
  readonly consentVersion: string;
}

export interface AgreementAccount {
  readonly account: AccountState;
  readonly balance: Balance;
  readonly originalCreditor: string | null;
  /** Which agreement of this account it is. */
  readonly serial: number;
}

/**
 * One agreement on several accounts: what all owe together, what each owes and pays, the schedule
 * of the whole and of each. It has the form of an agreement on one account, so that the same
 * canonical text, hash, page and paper serve both.
 */
export function buildJointAgreement(input: JointAgreementInput): Agreement {
  const { offer, accounts, policy, portfolio, signer } = input;
  const [first] = accounts;
  assert(first !== undefined && accounts.length === offer.parts.length, "an account for each part");
  const { currency } = first.account;
  const regime = regimeOf(policy);
  const owed = owedTogether(accounts);
  const clauses = jointClauses(input, owed);
  const originals = [...new Set(accounts.map(({ originalCreditor }) => originalCreditor ?? ""))];
  return {
    form: "evenkeel-agreement-1",
    regime,
    consentVersion: input.consentVersion,
    languages: [...new Set([signer.locale, portfolio.locale, "zh-CN", "en"])],
    creditor: {
      portfolio: portfolio.code,
      name: portfolio.name,
      original: originals.length === 1 ? (originals[0] ?? "") : "",
    },
    signer: { debtorRef: signer.debtorRef, name: signer.name },
    debt: agreedDebt(referencesOf(accounts), owed, currency),
    accounts: accounts.map(({ account, balance, originalCreditor, serial }, index) => {
      const part = offer.parts[index]?.offer ?? offer;
      return {
        debt: agreedDebt(account.accountRef, balance, currency),
        original: originalCreditor ?? "",
        serial,
        plan: agreedPlan(part, policy, currency),
        schedule: agreedLines(part, currency),
      };
    }),
    plan: agreedPlan(offer, policy, currency),
    schedule: agreedLines(offer, currency),
    clauses,
    contents: requiredContents(regime, new Set(clauses.map((clause) => clause.key))),
  };
}

type OwedTogether = Pick<Balance, "on" | "totalMinor" | "components" | "daysOverdue">;

/** The longest overdue of them says how long the whole is. */
function owedTogether(accounts: readonly AgreementAccount[]): OwedTogether {
  const balances = accounts.map(({ balance }) => balance);
  const [first] = balances;
  assert(first !== undefined, "a balance for each account");
  return {
    on: first.on,
    totalMinor: balances.reduce((total, balance) => total + balance.totalMinor, 0n),
    components: balances.reduce(
      (sum, balance) => addComponents(sum, balance.components),
      noComponents,
    ),
    daysOverdue: Math.max(...balances.map((balance) => balance.daysOverdue)),
  };
}

/** As for one account, with what each owes and pays, and that each stands by itself. */
function jointClauses(input: JointAgreementInput, owed: OwedTogether): AgreementClause[] {
  const { offer, accounts, policy } = input;
  const currency = accounts[0]?.account.currency ?? policy.currency;
  const [, repayment, ...others] = agreementClauses(
    offer,
    owed,
    policy,
    currency,
    regimeOf(policy),
  );
  assert(repayment !== undefined, "an agreement says how it is repaid");
  const parts = accounts.map(
    ({ account, balance }, index): AgreementClause => ({
      key: "account-part",
      params: {
        accountRef: account.accountRef,
        ...owedTexts(balance, currency),
        ...paymentTexts(offer.parts[index]?.offer ?? offer, currency),
      },
    }),
  );
  const together: AgreementClause = {
    key: "debt-together",
    params: { accounts: accounts.length, on: owed.on, currency, ...owedTexts(owed, currency) },
  };
  const apart: AgreementClause = { key: "accounts-apart", params: {} };
  return [together, repayment, ...parts, apart, ...others];
}

/** No word between them: the references read the same in every language. */
function referencesOf(accounts: readonly AgreementAccount[]): string {
  return accounts.map(({ account }) => account.accountRef).join(" + ");
}
