/** The header names of an account file (interfaces.md §4). */
export const requiredColumns = [
  "account_ref",
  "debtor_ref",
  "debtor_name",
  "currency",
  "as_of",
  "principal",
] as const;

export const optionalColumns = [
  "interest",
  "penalty",
  "fees",
  "costs",
  "minimum_due",
  "daily_rate",
  "annual_rate",
  "day_count",
  "accrues_on",
  "compounding",
  "statement_day",
  "delinquent_since",
  "product",
  "card_last4",
  "original_creditor",
  "opened_on",
  "charge_off_on",
  "last_statement_on",
  "itemisation_on",
  "itemisation_amount",
  "payments_since",
  "credits_since",
  "date_of_birth",
  "id_last4",
  "postcode",
  "email",
  "phone",
  "address",
  "locale",
  "time_zone",
  "joint_debtor_ref",
  "applied_through",
  "flags",
] as const;

export type AccountColumn = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** A balance file says of known accounts what they owe now. */
export const requiredBalanceColumns = ["account_ref", "as_of", "principal"] as const;
export const optionalBalanceColumns = [
  "currency",
  "interest",
  "penalty",
  "fees",
  "costs",
  "minimum_due",
  "delinquent_since",
  "applied_through",
] as const;
