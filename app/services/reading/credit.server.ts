import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { creditOfAccount } from "#app/db/stores/returned.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import { spreadCredit } from "../payments/spread-credit.server.ts";
import type { Runtime } from "../ports.ts";

/** What is the debtor's own on an account, how much of it is free, and where else it may go. */
export async function creditPage(runtime: Runtime, debtorId: string, loaded: LoadedAccount) {
  const { row, portfolio } = loaded;
  const free = await runtime.db.transaction(async (tx) => {
    const creditMinor = await creditOfAccount(tx, row.id);
    const shares = creditMinor > 0n ? await spreadCredit(tx, row.id, creditMinor) : [];
    const freeMinor = shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    return { creditMinor: creditMinor > 0n ? creditMinor : 0n, freeMinor };
  });
  const others = await listDebtorAccounts(runtime.db, debtorId);
  return {
    accountId: row.id,
    currency: portfolio.currency,
    ...free,
    others: others
      .filter((one) => one.id !== row.id && one.status === "open" && isSame(one, row))
      .map((one) => ({
        id: one.id,
        ref: one.ref,
        card: openCardFacts(runtime, one).cardLast4,
        product: one.product,
      })),
  };
}

type Row = LoadedAccount["row"];

/** Credit never leaves its debtor, its creditor's books or its currency. */
function isSame(one: Row, row: Row): boolean {
  return (
    one.debtorId === row.debtorId &&
    one.portfolioId === row.portfolioId &&
    one.currency === row.currency
  );
}
