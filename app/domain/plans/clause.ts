export const clauseKeys = [
  "debt",
  "debt-together",
  "account-part",
  "repay-once",
  "repay-dates",
  "repay-instalments",
  "interest-frozen",
  "interest-contract",
  "interest-reduced",
  "interest-fee",
  "waiver",
  "collection-stops",
  "no-new-card",
  "accounts-apart",
  "replaces",
  "replaces-part",
  "early-payment",
  "missed-payment",
  "cooling-off",
  "rights-us",
  "rights-uk",
  "contact",
] as const;
export type ClauseKey = (typeof clauseKeys)[number];

/** A clause by the key of its wording, and what fills it: the same in every language. */
export interface AgreementClause {
  readonly key: ClauseKey;
  readonly params: Readonly<Record<string, string | number>>;
}
