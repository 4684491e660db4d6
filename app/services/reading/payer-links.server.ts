import { listPayerLinks } from "#app/db/stores/payer-links.server.ts";
import { type PayOptions, payOptions } from "#app/domain/payments/amounts.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { shownStill } from "../holds/shown-still.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { stateOfLink } from "../payer-links/state-of-link.server.ts";
import { payNow } from "../payments/pay-question.server.ts";
import type { Runtime } from "../ports.ts";

/** The debtor's page of links for somebody else: which amounts may be fixed, and the links made. */
export async function payerLinksPage(runtime: Runtime, visit: Visit, loaded: LoadedAccount) {
  const { row, portfolio } = loaded;
  const { question, next } = await payNow(runtime, runtime.db, loaded);
  const options = payOptions(question);
  const offered = portfolio.policy.payerLinks !== "refused";
  const may = offered && row.status === "open" && options.ok;
  const none: PayOptions = { fixed: [], other: null };
  const links = await listPayerLinks(runtime.db, visit.actor.debtorId, row.id);
  const nowMs = runtime.clock.now();
  return {
    accountId: row.id,
    currency: portfolio.currency,
    zone: portfolio.timeZone,
    owedMinor: question.balanceMinor,
    offered,
    may,
    ...(may && options.ok ? options.value : none),
    next: next && { n: next.n, dueOn: next.dueOn },
    paused: await shownStill(runtime, visit.actor, loaded),
    links: links.map((link) => ({
      id: link.id,
      reference: link.reference,
      amountMinor: link.amount,
      state: stateOfLink(link, nowMs),
      createdAt: link.createdAt.getTime(),
      expiresAt: link.expiresAt.getTime(),
    })),
  };
}
