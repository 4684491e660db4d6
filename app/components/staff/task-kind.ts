const kinds = [
  "proposal",
  "hardship",
  "wrong-person",
  "identity-locked",
  "webhook-endpoint",
  "refund",
  "chargeback",
  "dispute",
  "message",
  "complaint",
  "hardship-review",
  "debtor-leaves",
] as const;

/** The kind of work as the words know it; a kind without words is `other`. */
export function taskKind(kind: string): (typeof kinds)[number] | "other" {
  return kinds.find((known) => known === kind) ?? "other";
}
