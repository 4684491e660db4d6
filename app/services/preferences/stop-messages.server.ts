import { findDebtor, lockDebtor } from "#app/db/stores/debtors.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { changePreferences } from "./change-preferences.server.ts";
import { readOptOut } from "./opt-out-token.server.ts";

/** Turns a channel off by the link that stood in a message, without a sign-in; twice is once. */
export async function stopMessages(
  runtime: Runtime,
  token: string,
): Promise<Result<void, "not-found">> {
  const asked = readOptOut(runtime, token);
  if (asked === null) return err("not-found");
  return runtime.db.transaction(async (tx) => {
    await lockDebtor(tx, asked.debtorId);
    const debtor = await findDebtor(tx, asked.debtorId);
    if (debtor === null) return err("not-found");
    const wanted = { locale: debtor.locale, optOut: [...debtor.optOut, asked.channel] };
    await changePreferences(runtime, tx, debtor, wanted, "opt-out-link");
    return ok(undefined);
  });
}

/** What the page behind such a link shows: channel and brand, and nothing of the debtor. */
export async function stopPage(runtime: Runtime, token: string) {
  const asked = readOptOut(runtime, token);
  const debtor = asked === null ? null : await findDebtor(runtime.db, asked.debtorId);
  if (asked === null || debtor === null) return null;
  const { brand } = await loadPortfolio(runtime.db, debtor.portfolioId);
  return { channel: asked.channel, stopped: debtor.optOut.includes(asked.channel), brand };
}
