import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import type { Runtime, SealBinding } from "../ports.ts";

/** What is known of a debtor; sealed as one record. Null: not on file. */
export interface Person {
  readonly name: string;
  readonly dateOfBirth: string | null;
  readonly idLast4: string | null;
  readonly postcode: string | null;
  /** E.164 where the number could be read so. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

/** What a card account adds: its digits are a fact that proves who somebody is. */
export interface CardFacts {
  readonly cardLast4: string | null;
}

export function debtorBinding(row: Pick<DebtorRow, "id" | "portfolioId">): SealBinding {
  return { portfolioId: row.portfolioId, table: "debtor", id: row.id };
}

export function accountBinding(row: { id: string; portfolioId: string }): SealBinding {
  return { portfolioId: row.portfolioId, table: "account", id: row.id };
}

/** The debtor's record, unsealed; for the moment of use only. */
export function openPerson(runtime: Pick<Runtime, "sealer">, row: DebtorRow): Person {
  return runtime.sealer.open<Person>(debtorBinding(row), row.sealed);
}

/** The card's digits of an account; none on file for other products. */
export function openCardFacts(
  runtime: Pick<Runtime, "sealer">,
  row: { id: string; portfolioId: string; sealed: Buffer | null },
): CardFacts {
  if (row.sealed === null) return { cardLast4: null };
  return runtime.sealer.open<CardFacts>(accountBinding(row), row.sealed);
}
