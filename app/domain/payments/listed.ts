/** How a payment stands in a list: what went back of it, and what is questioned. */
export const paymentListStates = [
  "stands",
  "part-refunded",
  "refunded",
  "disputed",
  "reversed",
] as const;
export type PaymentListState = (typeof paymentListStates)[number];
