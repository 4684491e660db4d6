/** Who acts. Every use case that touches an account is told, and checks it. */
export type Actor = DebtorActor | StaffActor | KeyActor | SystemActor;

export interface DebtorActor {
  readonly kind: "debtor";
  readonly debtorId: string;
  readonly sessionId: string;
  /** domain.md §7: 0 link opened, 1 see and pay, 2 a fresh code. */
  readonly level: 0 | 1 | 2;
  /** Present: somebody who helps the debtor acts, within what the debtor allows. */
  readonly helper?: { readonly id: string };
}

export type StaffRole =
  | "collector"
  | "customer-service"
  | "supervisor"
  | "administrator"
  | "auditor";

export interface StaffActor {
  readonly kind: "staff";
  readonly staffId: string;
  readonly role: StaffRole;
  /** Portfolios that this person may see. */
  readonly portfolioIds: readonly string[];
}

export interface KeyActor {
  readonly kind: "key";
  readonly keyId: string;
  readonly scopes: readonly string[];
  readonly portfolioIds: readonly string[];
}

/** The product itself: the command line, the worker, the seed. */
export interface SystemActor {
  readonly kind: "system";
}
