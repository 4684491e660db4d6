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

/**
 * What the agreement has to contain, and which clauses say it. For bank cards in China the list
 * of 商业银行信用卡业务监督管理办法 art. 70: what is owed, its parts and currency; cycle, way,
 * currency, dates and amounts; whether fees and interest go on; no new card before all is repaid;
 * rights, duties and breach; other matters.
 */
const contents: Record<Regime, readonly ContentItem[]> = {
  "cn-bank-card": [
    { item: "balance-parts-currency", oneOf: ["debt"] },
    {
      item: "cycle-way-currency-dates-amounts",
      oneOf: ["repay-once", "repay-dates", "repay-instalments"],
    },
    {
      item: "fees-and-interest",
      oneOf: ["interest-frozen", "interest-contract", "interest-reduced", "interest-fee"],
    },
    { item: "no-new-card", oneOf: ["no-new-card"] },
    {
      item: "rights-duties-breach",
      oneOf: ["collection-stops", "early-payment", "missed-payment"],
    },
    { item: "other-matters", oneOf: ["waiver", "contact"] },
  ],
  "us-reg-f": [],
  "uk-conc": [],
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
