import type { Policy } from "../policy/policy.ts";
import { assert } from "../primitives/assert.ts";
import type { ClauseKey } from "./clause.ts";

export const regimes = ["cn-bank-card", "us-reg-f", "uk-conc", "general"] as const;
/** Whose rules an agreement follows: those of the preset that the policy comes from. */
export type Regime = (typeof regimes)[number];

/** A preset's name, or a name that begins with it ("cn-bank-card-2027"); others are `general`. */
export function regimeOf(policy: Policy): Regime {
  const { id } = policy;
  return regimes.find((regime) => id === regime || id.startsWith(`${regime}-`)) ?? "general";
}

const debt: readonly ClauseKey[] = ["debt", "debt-together"];
const repayment: readonly ClauseKey[] = ["repay-once", "repay-dates", "repay-instalments"];
const interest: readonly ClauseKey[] = [
  "interest-frozen",
  "interest-contract",
  "interest-reduced",
  "interest-fee",
];

/**
 * What the agreement has to contain, and which clauses say it. For bank cards in China the list
 * of 商业银行信用卡业务监督管理办法 art. 70: what is owed, its parts and currency; cycle, way,
 * currency, dates and amounts; whether fees and interest go on; no new card before all is repaid;
 * rights, duties and breach; other matters. No American or British rule lists the contents: there
 * the list is what fair treatment needs said (12 CFR 1006.22 and 1006.38; CONC 7.3, 7.7; DISP 1).
 */
const contents: Record<Regime, readonly ContentItem[]> = {
  "cn-bank-card": [
    { item: "balance-parts-currency", oneOf: debt },
    {
      item: "cycle-way-currency-dates-amounts",
      oneOf: repayment,
    },
    {
      item: "fees-and-interest",
      oneOf: interest,
    },
    { item: "no-new-card", oneOf: ["no-new-card"] },
    {
      item: "rights-duties-breach",
      oneOf: ["collection-stops", "early-payment", "missed-payment"],
    },
    { item: "other-matters", oneOf: ["waiver", "contact"] },
  ],
  "us-reg-f": [
    { item: "debt-itemised", oneOf: debt },
    { item: "amounts-and-dates", oneOf: repayment },
    { item: "interest-and-fees", oneOf: interest },
    { item: "missed-payment", oneOf: ["missed-payment"] },
    { item: "rights-kept", oneOf: ["rights-us"] },
  ],
  "uk-conc": [
    { item: "debt-itemised", oneOf: debt },
    { item: "amounts-and-dates", oneOf: repayment },
    { item: "interest-and-charges", oneOf: interest },
    { item: "missed-payment", oneOf: ["missed-payment"] },
    { item: "advice-and-complaints", oneOf: ["rights-uk"] },
  ],
  general: [],
};

interface ContentItem {
  readonly item: string;
  readonly oneOf: readonly ClauseKey[];
}

/** The list of a regime with the clauses that are there; asserts that none of it is missing. */
export function requiredContents(
  regime: Regime,
  present: ReadonlySet<ClauseKey>,
): { readonly item: string; readonly clauses: readonly ClauseKey[] }[] {
  return contents[regime].map(({ item, oneOf }) => {
    const clauses = oneOf.filter((key) => present.has(key));
    assert(clauses.length > 0, `the agreement says: ${item}`);
    return { item, clauses };
  });
}
