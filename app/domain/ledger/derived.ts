import { type Component, type Components, noComponents } from "../money/components.ts";
import type { LedgerAccount, Posting } from "./posting.ts";

/** The balance of every ledger account that was touched; together they sum to zero. */
export function balancesOf(postings: readonly Posting[]): ReadonlyMap<LedgerAccount, bigint> {
  const balances = new Map<LedgerAccount, bigint>();
  for (const { entries } of postings) {
    for (const { account, amountMinor } of entries) {
      balances.set(account, (balances.get(account) ?? 0n) + amountMinor);
    }
  }
  return balances;
}

/** What the debtor owes by component, from the `receivable:*` accounts. */
export function owedOf(postings: readonly Posting[]): Components {
  const balances = balancesOf(postings);
  const owed: Record<Component, bigint> = { ...noComponents };
  for (const name of Object.keys(owed) as Component[]) {
    owed[name] = balances.get(`receivable:${name}`) ?? 0n;
  }
  return owed;
}

/** Money owed to the debtor, as a positive amount. */
export function creditOf(postings: readonly Posting[]): bigint {
  return -(balancesOf(postings).get("credit:debtor") ?? 0n);
}
