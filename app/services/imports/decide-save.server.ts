import type { KnownAccount } from "#app/db/stores/account-writes.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import {
  chooseSnapshot,
  type SnapshotBreak,
  type SnapshotInForce,
} from "#app/domain/feedback/snapshot.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";
import type { AccountInput, DebtorInput, RowFault } from "./account-input.ts";

/** What a batch finds in the database, and what its rows have claimed so far. */
export interface Known {
  readonly accounts: ReadonlyMap<string, KnownAccount>;
  readonly debtors: ReadonlyMap<string, DebtorRow>;
  readonly claims: Map<string, Claim>;
}

interface Claim {
  dateOfBirth: string | null;
  idLast4: string | null;
}

export type Decision =
  | { readonly kind: "unchanged"; readonly accountId: string }
  | { readonly kind: "insert"; readonly snapshot: SnapshotInForce; readonly breaks: Breaks }
  | {
      readonly kind: "update";
      readonly snapshot: SnapshotInForce;
      readonly breaks: Breaks;
      readonly existing: KnownAccount;
    }
  | { readonly kind: "history"; readonly breaks: Breaks; readonly existing: KnownAccount }
  | { readonly kind: "refused"; readonly faults: readonly RowFault[] }
  | { readonly kind: "waiting" };
type Breaks = readonly SnapshotBreak[];

/** What becomes of one row; `mac` tells whether it repeats the last one to the letter. */
export function decideSave(
  runtime: Runtime,
  input: AccountInput,
  mac: Buffer,
  known: Known,
): Decision {
  const existing = known.accounts.get(input.ref) ?? null;
  if (existing?.rowMac.equals(mac)) return { kind: "unchanged", accountId: existing.id };
  const onFile = known.debtors.get(input.debtor.ref) ?? null;
  if (existing !== null && existing.debtorId !== onFile?.id) {
    return refused("debtor_ref", "account-of-another-debtor");
  }
  const differs = differingFact(runtime, input.debtor, onFile, known.claims);
  if (differs !== null) return refused(differs, "debtor-differs");
  return decideSnapshot(input, existing);
}

function refused(column: string, reason: string): Decision {
  return { kind: "refused", faults: [{ column, reason }] };
}

/**
 * The same reference with another date of birth or other identity digits is another person
 * (interfaces.md §4). What one side does not say does not differ.
 */
function differingFact(
  runtime: Runtime,
  said: DebtorInput,
  onFile: DebtorRow | null,
  claims: Map<string, Claim>,
): "date_of_birth" | "id_last4" | null {
  if (said.dateOfBirth === null && said.idLast4 === null) return null;
  const claim = claims.get(said.ref) ?? claimOnFile(runtime, onFile);
  if (differs(claim.dateOfBirth, said.dateOfBirth)) return "date_of_birth";
  if (differs(claim.idLast4, said.idLast4)) return "id_last4";
  claim.dateOfBirth ??= said.dateOfBirth;
  claim.idLast4 ??= said.idLast4;
  claims.set(said.ref, claim);
  return null;
}

function claimOnFile(runtime: Runtime, onFile: DebtorRow | null): Claim {
  if (onFile === null) return { dateOfBirth: null, idLast4: null };
  const { dateOfBirth, idLast4 } = openPerson(runtime, onFile);
  return { dateOfBirth, idLast4 };
}

const differs = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a !== b;

/** Which balance the account stands on afterwards (domain.md §10). */
export function decideSnapshot(
  input: Pick<AccountInput, "asOf" | "appliedThrough" | "components">,
  existing: KnownAccount | null,
): Decision {
  const inForce = existing === null ? null : snapshotOf(existing);
  const arriving = {
    asOf: input.asOf,
    appliedThrough: input.appliedThrough,
    amounts: input.components,
  };
  const choice = chooseSnapshot(inForce, arriving, {
    postings: (existing?.counted ?? []).map((accountSeq) => ({ accountSeq })),
    lastSeq: existing?.eventSeq ?? 0n,
  });
  if (choice.outcome === "refused") return refused("applied_through", choice.reason);
  const { breaks } = choice;
  if (existing === null || inForce === null) {
    const snapshot = choice.outcome === "applied" ? choice.snapshot : snapshotFrom(arriving);
    return { kind: "insert", snapshot, breaks };
  }
  if (choice.outcome === "history") return { kind: "history", breaks, existing };
  const snapshot = choice.outcome === "applied" ? choice.snapshot : inForce;
  return { kind: "update", snapshot, breaks, existing };
}

function snapshotOf(existing: KnownAccount): SnapshotInForce {
  const { principal, interest, penalty, fees, costs } = existing;
  return {
    asOf: calendarDate(existing.asOf),
    appliedThrough: existing.appliedThrough,
    amounts: { principal, interest, penalty, fees, costs },
  };
}

function snapshotFrom(arriving: Omit<SnapshotInForce, "appliedThrough">): SnapshotInForce {
  return { asOf: arriving.asOf, appliedThrough: 0n, amounts: arriving.amounts };
}
