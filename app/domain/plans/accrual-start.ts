import type { InterestTerms } from "../interest/terms.ts";
import { type Rational, zero } from "../primitives/rational.ts";
import type { OfferInput } from "./input.ts";

/** Where the account's own interest stands on the day of the offer. */
export interface AccrualStart {
  /** Unpaid interest that bears interest, minor units. */
  readonly bearingMinor: bigint;
  /** Exact interest so far that counts against a total cap, minor units. */
  readonly before: Rational;
}

/** Takes it from the balance; another's terms (`reduced`) have no history and no cap. */
export function accrualStart(input: OfferInput, terms: InterestTerms): AccrualStart {
  if (terms !== input.account.interest) return { bearingMinor: 0n, before: zero };
  const all = terms.accruesOn.includes("interest") ? input.balance.components.interest : 0n;
  const { bearingMinor = all, accrued = zero } = input.balance;
  return { bearingMinor, before: terms.cap?.totalMinor == null ? zero : accrued };
}
