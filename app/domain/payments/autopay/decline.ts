/**
 * What a refused charge means for the next one. `payer`: the bank wants to see the payer, so only
 * they can pay this instalment. `later`: it may work another day. `never`: this card will not
 * work again, and is not asked again.
 */
export type DeclineKind = "payer" | "later" | "never";

/** Codes and decline codes as Stripe documents them (docs.stripe.com/declines/codes). */
const kinds: Record<string, DeclineKind> = {
  authentication_required: "payer",
  authentication_not_handled: "payer",
  approve_with_id: "payer",
  offline_pin_required: "payer",
  online_or_offline_pin_required: "payer",
  payment_intent_authentication_failure: "payer",

  insufficient_funds: "later",
  card_velocity_exceeded: "later",
  withdrawal_count_limit_exceeded: "later",
  issuer_not_available: "later",
  processing_error: "later",
  reenter_transaction: "later",
  try_again_later: "later",
  generic_decline: "later",
  do_not_honor: "later",
  do_not_try_again: "never",

  expired_card: "never",
  lost_card: "never",
  stolen_card: "never",
  pickup_card: "never",
  restricted_card: "never",
  fraudulent: "never",
  merchant_blacklist: "never",
  security_violation: "never",
  invalid_account: "never",
  incorrect_number: "never",
  invalid_number: "never",
  invalid_expiry_month: "never",
  invalid_expiry_year: "never",
  new_account_information_available: "never",
  card_not_supported: "never",
  currency_not_supported: "never",
  service_not_allowed: "never",
  transaction_not_allowed: "never",
  not_permitted: "never",
  stop_payment_order: "never",
  revocation_of_authorization: "never",
  revocation_of_all_authorizations: "never",
  // Not of a bank: the provider no longer has the card.
  method_gone: "never",
};

/** A code that nobody knows is tried again: the schedule of tries is short. */
export function declineKind(code: string): DeclineKind {
  return kinds[code] ?? "later";
}
