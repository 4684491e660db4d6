/** Facts on file that tell the debtor from a stranger (domain.md §7), in the order of the form. */
export const factKinds = [
  "dateOfBirth",
  "idLast4",
  "cardLast4",
  "postcode",
  "otherDigits",
] as const;
export type FactKind = (typeof factKinds)[number];

/** What brought the visitor here; `none`: a link that the collector hands over by itself. */
export type CarrierChannel = "none" | "email" | "sms" | "letter";
export interface Carrier {
  readonly channel: CarrierChannel;
  /** Facts that this very message shows beside those that its channel always shows. */
  readonly prints: readonly FactKind[];
}

/** A letter wears the address, so whoever holds the envelope knows the postcode. */
const shownBy: Record<CarrierChannel, readonly FactKind[]> = {
  none: [],
  email: [],
  sms: [],
  letter: ["postcode"],
};

/**
 * The facts a visitor may choose among: those on file, less whatever is printed on or implied by
 * the carrier (domain.md §7).
 */
export function offeredFacts(onFile: readonly FactKind[], carrier: Carrier): readonly FactKind[] {
  const known = new Set([...shownBy[carrier.channel], ...carrier.prints]);
  return factKinds.filter((kind) => onFile.includes(kind) && !known.has(kind));
}
