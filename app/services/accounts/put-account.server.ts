import { findAccount, findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { KeyActor } from "../actor.ts";
import { rowHouse } from "../imports/row-house.server.ts";
import { saveAccounts } from "../imports/save-accounts.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import { portfolioOf } from "../portfolios/portfolio-of.server.ts";
import type { Runtime } from "../ports.ts";
import { type LoadedAccount, loadAccount } from "./account-state.server.ts";
import {
  type AccountDocument,
  type DocumentRefusal,
  parseAccountDocument,
  refusalOf,
} from "./parse-account-document.server.ts";

export interface PutAccount {
  readonly created: boolean;
  readonly loaded: LoadedAccount;
}

export type PutFault = "ambiguous" | readonly DocumentRefusal[];

/**
 * Creates an account or replaces its snapshot, as one row of a file would. Without a portfolio
 * it is the one where the reference stands, or the key's only one.
 */
export async function putAccount(
  runtime: Runtime,
  actor: KeyActor,
  name: { readonly ref: string; readonly portfolio: string | undefined },
  document: AccountDocument,
): Promise<Result<PutAccount, PutFault>> {
  const place = await placeOf(runtime, actor, name);
  if (!place.ok) return place;
  const portfolio = await loadPortfolio(runtime.db, place.value);
  const input = parseAccountDocument(name.ref, document, rowHouse(runtime, portfolio));
  if (!input.ok) return input;
  const [outcome] = await saveAccounts(runtime, portfolio, [input.value]);
  assert(outcome !== undefined, "one row has one outcome");
  if (outcome.outcome === "waiting") {
    return err([{ path: "jointDebtors", code: "unknown-joint-debtor" }]);
  }
  if (outcome.outcome === "refused") {
    return err(outcome.faults.map((fault) => refusalOf(fault.column, fault.reason)));
  }
  const row = outcome.accountId === null ? null : await findAccount(runtime.db, outcome.accountId);
  assert(row !== null, "a saved account is there");
  if (outcome.outcome !== "unchanged") {
    await appendAudit(runtime.db, {
      portfolioId: portfolio.id,
      actor: actorName(actor),
      action: `account.${outcome.outcome}`,
      subject: `account:${row.id}`,
      detail: { asOf: row.asOf, appliedThrough: row.appliedThrough.toString() },
      at: new Date(runtime.clock.now()),
    });
  }
  const loaded = await loadAccount(runtime, runtime.db, row);
  return ok({ created: outcome.outcome === "inserted", loaded });
}

/** The id of the portfolio in which a reference is to stand. */
async function placeOf(
  runtime: Runtime,
  actor: KeyActor,
  { ref, portfolio }: { readonly ref: string; readonly portfolio: string | undefined },
): Promise<Result<string, PutFault>> {
  if (portfolio === undefined) {
    const known = await findAccountsByRef(runtime.db, actor.portfolioIds, ref);
    if (known.length > 1) return err("ambiguous");
    if (known[0] !== undefined) return ok(known[0].portfolioId);
  }
  const found = await portfolioOf(runtime, actor, portfolio);
  return found.ok ? ok(found.value.id) : err([{ path: "portfolio", code: found.error }]);
}
