import type { Tx } from "#app/db/database.server.ts";
import {
  type AccountRow,
  findAccountsByReference,
  listDebtorAccounts,
} from "#app/db/stores/accounts.server.ts";
import { type DebtorRow, findDebtor } from "#app/db/stores/debtors.server.ts";
import { holdLocks, writeLock } from "#app/db/stores/locks.server.ts";
import { insertVerification } from "#app/db/stores/verification.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { factMatches } from "#app/domain/verification/answer.ts";
import type { FactKind } from "#app/domain/verification/fact.ts";
import {
  afterRightAnswer,
  afterWrongAnswer,
  gate,
  type LockCounters,
  noFailures,
} from "#app/domain/verification/lockout.ts";
import type { Runtime } from "../ports.ts";
import { startLetterVisit } from "./letter-visit.server.ts";
import { factsOnFile } from "./proof-for.server.ts";

export interface LetterAnswer {
  readonly reference: string;
  /** Two facts, in any order; the postcode stands on the letter and never counts. */
  readonly facts: readonly { readonly kind: FactKind; readonly text: string }[];
  readonly address: string;
}

export type LetterRefusal =
  | { readonly kind: "wrong"; readonly triesLeft: number }
  | { readonly kind: "locked"; readonly until: number };

const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Lets somebody in by the reference of a letter and two facts. A reference that nobody has gets
 * the same answer, the same queries, the same hashes and the same counters, keyed by HMAC, as a
 * wrong fact (domain.md §7): from outside, the two cannot be told apart.
 */
export async function findAccountByLetter(
  runtime: Runtime,
  answer: LetterAnswer,
): Promise<Result<{ readonly sessionToken: string }, LetterRefusal>> {
  const nowMs = runtime.clock.now();
  return runtime.db.transaction(async (tx) => {
    const [account] = await findAccountsByReference(tx, answer.reference);
    const debtor = await findDebtor(tx, account?.debtorId ?? nobody);
    const accounts = await listDebtorAccounts(tx, debtor?.id ?? nobody);
    // However it is written, as the look-up has it: else a second spelling tells who is known.
    const reference = answer.reference.toLowerCase();
    const subjects = [
      runtime.sealer.mac("lock", "debtor", debtor?.id ?? reference),
      runtime.sealer.mac("lock", "reference", reference),
    ];
    const counters = (await holdLocks(tx, subjects)).map((lock) => lock ?? noFailures);
    const door = gate(counters, nowMs);
    const matched = matches(runtime, debtor, accounts, answer);
    const right = door.open && matched;
    await record(runtime, tx, debtor, answer, door.open ? right : null);
    if (!door.open) return err({ kind: "locked", until: door.until } as const);
    const after = counters.map((one) => (right ? afterRightAnswer : afterWrongAnswer)(one, nowMs));
    for (const [index, subject] of subjects.entries()) {
      await writeLock(tx, subject, after[index] as LockCounters, new Date(nowMs));
    }
    if (right && debtor !== null) {
      const kinds = answer.facts.map((fact) => fact.kind);
      return ok({ sessionToken: await startLetterVisit(runtime, tx, debtor, kinds) });
    }
    const now = gate(after, nowMs);
    return now.open
      ? err({ kind: "wrong", triesLeft: now.triesLeft } as const)
      : err({ kind: "locked", until: now.until } as const);
  });
}

/** Every fact is compared, whatever the ones before it gave. */
function matches(
  runtime: Runtime,
  debtor: DebtorRow | null,
  accounts: readonly AccountRow[],
  answer: LetterAnswer,
): boolean {
  const onFile = debtor === null ? new Map() : factsOnFile(runtime, debtor, accounts);
  const results = answer.facts.map(({ kind, text }) => {
    const held: readonly (string | null)[] = onFile.get(kind) ?? [null];
    return held.map((value) => factMatches(kind, text, value)).includes(true);
  });
  return results.length >= 2 && !results.includes(false);
}

async function record(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow | null,
  answer: LetterAnswer,
  right: boolean | null,
): Promise<void> {
  await insertVerification(tx, {
    id: runtime.ids.next(),
    portfolioId: debtor?.portfolioId ?? null,
    debtorId: debtor?.id ?? null,
    linkId: null,
    sessionId: null,
    factor: "reference",
    outcome: right === null ? "locked" : right ? "passed" : "failed",
    addressMac: runtime.sealer.mac("client-address", answer.address),
    at: new Date(runtime.clock.now()),
  });
}
