import type { Card } from "./page.ts";

const names: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** The scheme's own name; the same in every language. */
export function brandName({ brand }: Card): string {
  return brand === null ? "" : (names[brand] ?? brand);
}
