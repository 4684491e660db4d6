/** Ids are UUIDv7 strings, branded so that one kind is never passed for another. */
type Id<Kind extends string> = string & { readonly __id: Kind };

export type PortfolioId = Id<"portfolio">;
export type DebtorId = Id<"debtor">;
export type AccountId = Id<"account">;
export type LinkId = Id<"link">;
export type SessionId = Id<"session">;
export type PlanId = Id<"plan">;
export type AgreementId = Id<"agreement">;
export type AttemptId = Id<"attempt">;
export type PaymentId = Id<"payment">;
export type PostingId = Id<"posting">;
export type HoldId = Id<"hold">;
export type EventId = Id<"event">;
export type StaffId = Id<"staff">;
export type ApiKeyId = Id<"apiKey">;
