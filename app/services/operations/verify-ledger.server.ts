import { type BookFault, bookChecks, houseBreak } from "#app/db/book-checks.server.ts";
import { ledgerBreaks } from "#app/db/chains.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { listMovedAccounts } from "#app/db/stores/moved-accounts.server.ts";
import { totalOf } from "#app/domain/money/components.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";

/** The first statement about the books that does not hold, and its first exception. */
export interface LedgerFault extends BookFault {
  readonly check: string;
}

export interface LedgerVerdict {
  readonly checks: readonly string[];
  /** Accounts whose balance was worked out anew. */
  readonly accounts: number;
  readonly fault: LedgerFault | null;
}

const batch = 200;

/**
 * Works everything out anew: each posting balances and says what its lines say; the chains of
 * seals hold; payments, postings and events belong to each other one to one; suspense is the sum
 * of its open cases; and the balance of every account with postings is its snapshot plus them.
 * Read from one moment on; nothing is changed. Ends at the first exception.
 */
export async function verifyLedger(
  runtime: Runtime,
  onProgress: (what: string, share: number) => void = () => undefined,
): Promise<LedgerVerdict> {
  const done: string[] = [];
  const steps = bookChecks.length + 3;
  const next = (name: string) => {
    onProgress(name, done.length / steps);
    done.push(name);
  };
  const end = (check: string, fault: BookFault, accounts = 0) => ({
    checks: done,
    accounts,
    fault: { check, ...fault },
  });
  for (const { name, first } of bookChecks) {
    next(name);
    const fault = await first(runtime.db);
    if (fault !== null) return end(name, fault);
  }
  next("chains");
  const [broken] = await ledgerBreaks(runtime.db, 1);
  if (broken !== undefined) {
    const reference = broken.postingId ?? broken.accountId;
    const what = "postings are not as they were written";
    return end("chains", { accountRef: broken.accountRef, reference, what });
  }
  next("house-chain");
  const house = await houseBreak(runtime.db);
  if (house !== null) return end("house-chain", house);
  next("balances");
  const balances = await checkBalances(runtime, (share) =>
    onProgress("balances", (steps - 1 + share) / steps),
  );
  if (balances.fault !== null) return end("balances", balances.fault, balances.accounts);
  onProgress("done", 1);
  return { checks: done, accounts: balances.accounts, fault: null };
}

/** Balance shown = snapshot + what was posted since, line by line, for accounts that moved. */
async function checkBalances(
  runtime: Runtime,
  onProgress: (share: number) => void,
): Promise<{ readonly accounts: number; readonly fault: BookFault | null }> {
  let accounts = 0;
  let after: string | null = null;
  for (;;) {
    const ids: readonly string[] = await listMovedAccounts(runtime.db, after, batch);
    for (const id of ids) {
      const what = await balanceFault(runtime, id);
      accounts += 1;
      if (what !== null) return { accounts, fault: what };
    }
    after = ids.at(-1) ?? null;
    if (ids.length < batch) return { accounts, fault: null };
    onProgress(1 - 1 / (1 + accounts / 10_000));
  }
}

async function balanceFault(runtime: Runtime, id: string): Promise<BookFault | null> {
  const row = await findAccount(runtime.db, id);
  if (row === null) return null;
  const { balance } = await loadAccount(runtime, runtime.db, row);
  const lines = balance.itemisation.reduce((sum, line) => sum + line.amountMinor, 0n);
  const parts = totalOf(balance.components);
  const owed = parts - balance.creditMinor;
  const fault = (what: string) => ({ accountRef: row.ref, reference: id, what });
  if (lines !== owed) return fault(`its lines sum to ${lines}, its parts to ${owed}`);
  if (parts !== balance.totalMinor) return fault(`its parts sum to ${parts}, not its total`);
  return Object.values(balance.components).some((part) => part < 0n)
    ? fault("a part of it is below zero")
    : null;
}
