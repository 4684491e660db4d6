import { type AccountRow, listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { creditOfAccount } from "#app/db/stores/returned.server.ts";
import { listSuspended } from "#app/db/stores/suspended.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { openCardFacts, openPerson } from "../debtors/person.server.ts";
import { shownHolds } from "../holds/shown-holds.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { joinBar } from "../plans/joinable-accounts.server.ts";
import type { Runtime } from "../ports.ts";
import { cureOffer } from "./cure-offer.server.ts";
import { unsentForm } from "./drafts.server.ts";
import { homeNews, unsurePayment } from "./home-news.server.ts";
import { type NextOfPlan, nextOfPlan } from "./next-of-plan.server.ts";
import { planGroup } from "./plan-group.server.ts";
import { suggestionsFor } from "./suggested.server.ts";
import { timeline } from "./timeline.server.ts";

const shownHappenings = 5;

/**
 * Home: the account looked at with its balance now, what stands on it, and the others. Until one
 * is chosen, it is the account that the link was sent about.
 */
export async function home(runtime: Runtime, visit: Visit, accountId: string | null) {
  const rows = await listDebtorAccounts(runtime.db, visit.actor.debtorId);
  const named = (id: string | null | undefined) => rows.find((row) => row.id === id);
  const chosen = named(accountId) ?? named(visit.link?.accountId) ?? rows[0];
  if (chosen === undefined) return null;
  const loaded = await loadAccount(runtime, runtime.db, chosen);
  const others = rows.filter((row) => row.id !== chosen.id);
  const { balance, portfolio } = loaded;
  const next = await nextOfPlan(runtime.db, loaded);
  return {
    /** To a helper: as the debtor chose to be named. */
    name: visit.helper?.shownAs ?? openPerson(runtime, visit.debtor).name,
    helped: visit.helper !== null,
    accountId: chosen.id,
    card: cardOf(runtime, chosen),
    product: chosen.product,
    status: chosen.status,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    creditMinor: await creditOfAccount(runtime.db, chosen.id),
    components: balance.components,
    nowMs: visit.facts.nowMs,
    zone: portfolio.timeZone,
    next: next && shownNext(next, visit),
    /** A broken plan that paying up brings back. */
    cure: await cureOffer(runtime.db, loaded),
    /** The plans signed together with this account's, while more than one has a date to come. */
    group: visit.helper === null ? await groupDue(runtime, visit, loaded) : null,
    holds: (await shownHolds(runtime, visit.actor, loaded)).map((hold) => ({
      kind: hold.kind,
      to: hold.to,
      effects: hold.effects,
    })),
    happenings: await timeline(
      runtime,
      { ...visit.actor, debtorRef: visit.debtor.ref },
      { limit: shownHappenings, messages: false },
    ),
    /** A question to them, an answer, or a promised one. */
    news: await homeNews(runtime, visit, loaded, next !== null),
    /** A payment that may still come: nothing may be paid beside it. */
    going: await unsurePayment(runtime, visit, loaded),
    /** A long form that was begun and not sent. */
    unsent: visit.helper === null ? await unsentForm(runtime, visit) : null,
    /** What helpers propose and nobody has answered. */
    suggestions:
      visit.helper === null ? await suggestionsFor(runtime, visit.actor.debtorId, chosen.id) : [],
    /** Money that came and is not what was asked for: a person is finding out. */
    suspended: await listSuspended(runtime.db, chosen.id),
    others: await Promise.all(others.map((row) => otherAccount(runtime, row))),
  };
}

/** Whose the plan is, without naming anybody. */
function shownNext({ signer, ...next }: NextOfPlan, { debtor }: Visit) {
  return { ...next, signed: signer === debtor.id };
}

async function groupDue(runtime: Runtime, { actor }: Visit, loaded: LoadedAccount) {
  const group = await planGroup(runtime, actor, loaded);
  return group !== null && group.dueCount > 1 ? group : null;
}

async function otherAccount(runtime: Runtime, row: AccountRow) {
  const loaded = await loadAccount(runtime, runtime.db, row);
  const { balance, portfolio } = loaded;
  return {
    id: row.id,
    card: cardOf(runtime, row),
    product: row.product,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    status: row.status,
    /** It may join another in one plan. */
    joins: (await joinBar(runtime.db, loaded)) === null,
  };
}

function cardOf(runtime: Runtime, row: AccountRow): string | null {
  return openCardFacts(runtime, row).cardLast4;
}
