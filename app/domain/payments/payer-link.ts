/** How long a payer link can be used (domain.md §7). */
export const payerLinkLifeMs = 7 * 86_400_000;

/** Links of one account that may be open at a time. */
export const mostPayerLinks = 5;

export interface PayerLinkTimes {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  readonly paidAt: number | null;
}

/** One payment, seven days, revocable. What was paid stays paid, whatever came after. */
export type PayerLinkState = "live" | "paid" | "revoked" | "expired";

export function payerLinkState(link: PayerLinkTimes, nowMs: number): PayerLinkState {
  if (link.paidAt !== null) return "paid";
  if (link.revokedAt !== null) return "revoked";
  return link.expiresAt <= nowMs ? "expired" : "live";
}

/** 32 signs without those that read like a digit. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A payment reference of 50 random bits, as "P-7K4Q2-MX9FD". It is made of nothing but chance:
 * it says nothing about the account or the person.
 */
export function payerReference(random: Uint8Array): string {
  const signs = [...random.slice(0, 10)].map((byte) => alphabet[byte % 32]).join("");
  return `P-${signs.slice(0, 5)}-${signs.slice(5)}`;
}
