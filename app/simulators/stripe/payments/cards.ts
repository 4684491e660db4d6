import type { Decline, TestCard } from "../memory.ts";

const declined = (declineCode: string): Decline => ({
  code: "card_declined",
  declineCode,
  message: "Your card was declined.",
});

const insufficient: Decline = {
  code: "card_declined",
  declineCode: "insufficient_funds",
  message: "Your card has insufficient funds.",
};

export const expiredCard: Decline = {
  code: "expired_card",
  declineCode: "expired_card",
  message: "Your card has expired.",
};

const wrongCvc: Decline = {
  code: "incorrect_cvc",
  declineCode: "incorrect_cvc",
  message: "Your card's security code is incorrect.",
};

const processing: Decline = {
  code: "processing_error",
  declineCode: "processing_error",
  message: "An error occurred while processing your card. Try again in a little bit.",
};

const card = (
  number: string,
  brand: string,
  decline: Decline | null = null,
  challenge = false,
  country = "US",
): TestCard => ({ number, brand, funding: "credit", country, challenge, decline });

export const testCards: readonly TestCard[] = [
  card("4242424242424242", "visa"),
  { ...card("4000056655665556", "visa"), funding: "debit" },
  card("5555555555554444", "mastercard"),
  { ...card("5200828282828210", "mastercard"), funding: "debit" },
  card("378282246310005", "amex"),
  card("6011111111111117", "discover"),
  card("3566002020360505", "jcb"),
  card("6200000000000005", "unionpay", null, false, "CN"),
  card("4000001560000002", "visa", null, false, "CN"),
  card("4000008260000000", "visa", null, false, "GB"),
  card("4000000000000002", "visa", declined("generic_decline")),
  card("4000000000009995", "visa", insufficient),
  card("4000000000009987", "visa", declined("lost_card")),
  card("4000000000009979", "visa", declined("stolen_card")),
  card("4000000000006975", "visa", declined("card_velocity_exceeded")),
  card("4000000000000069", "visa", expiredCard),
  card("4000000000000127", "visa", wrongCvc),
  card("4000000000000119", "visa", processing),
  { ...card("4000000000000341", "visa", declined("generic_decline")), declines: "saved" },
  { ...card("4000002500003155", "visa", null, true), offSession: "once-set-up" },
  { ...card("4000002760003184", "visa", null, true), offSession: "never" },
  { ...card("4000003800000446", "visa", null, true), offSession: "always" },
  { ...card("4000000000003220", "visa", null, true), offSession: "never" },
  { ...card("4000000000007726", "visa"), refund: "pending" },
  { ...card("4000000000005126", "visa"), refund: "fails" },
  { ...card("4000000000000259", "visa"), dispute: { reason: "fraudulent", inquiry: false } },
  {
    ...card("4000000000002685", "visa"),
    dispute: { reason: "product_not_received", inquiry: false },
  },
  { ...card("4000000000001976", "visa"), dispute: { reason: "fraudulent", inquiry: true } },
  { ...card("4000000000000077", "visa"), availableNow: true },
  card("4000008400001629", "visa", declined("generic_decline"), true),
  {
    ...card("4000008260003178", "visa", insufficient, true),
    offSession: "once-set-up",
    declines: "payments",
  },
];

/** Stripe's payment methods that stand for a card. */
const tokens: Record<string, string> = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_unionpay: "6200000000000005",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_visa_chargeDeclinedLostCard: "4000000000009987",
  pm_card_visa_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: "4000000000006975",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_refundFail: "4000000000005126",
  pm_card_createDispute: "4000000000000259",
  pm_card_createDisputeProductNotReceived: "4000000000002685",
  pm_card_createDisputeInquiry: "4000000000001976",
  pm_card_bypassPending: "4000000000000077",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_authenticationRequiredSetupForOffSession: "4000003800000446",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  pm_card_threeDSecure2Required: "4000000000003220",
};

export const cardOfToken = (token: string): TestCard | null =>
  findCard(tokens[token] ?? "") ?? null;

/** Any other number that passes the Luhn check is no test card. */
export function findCard(number: string): TestCard | undefined {
  return testCards.find((one) => one.number === number);
}

/** The check digit of a card number (ISO/IEC 7812-1). */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (let at = 0; at < number.length; at += 1) {
    const digit = Number(number[number.length - 1 - at]);
    const value = at % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
