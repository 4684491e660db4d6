import {
  type AccountCondition,
  type SelectedAccount,
  selectAccounts,
  withJointDebtors,
} from "#app/db/stores/account-selection.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { listHoldsOf } from "#app/db/stores/holds.server.ts";
import { copyLinks } from "#app/db/stores/link-writes.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import type { ContactRule } from "#app/domain/notices/rule.ts";
import type { PrintSize } from "#app/domain/notices/support.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { holdOf } from "../accounts/account-state.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { openPerson, type Person } from "../debtors/person.server.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { printSizeFor } from "../support/print-size.server.ts";
import { issueLink } from "./issue-link.server.ts";
import { type LinkChannel, type LinkFault, prepareLink } from "./prepare-link.server.ts";

export interface LinksWish {
  readonly conditions: readonly AccountCondition[];
  readonly channel: LinkChannel;
  readonly ttlDays?: number;
}

/** What became of one account and one who owes it. `addressee`: of a letter that was issued. */
export interface LinkLine {
  readonly accountRef: string;
  readonly debtorRef: string;
  readonly outcome: "issued" | LinkFault["reason"];
  readonly url: string | null;
  readonly expiresAt: Date | null;
  /** The contact rule that allowed or blocked it. */
  readonly rule: string | null;
  readonly addressee: Addressee | null;
}

/** Whom a letter is for, and how it is to be written. */
export interface Addressee {
  readonly person: Person;
  readonly locale: Locale;
  readonly size: PrintSize;
}

const pageSize = 1_000;

/**
 * One link for each open account that meets the conditions, and one for each joint debtor of it,
 * for everybody has their own (domain.md §5), in pages that are written whole.
 * Each line is handed over as soon as it is in the books, and what is sent is sent one by one: the
 * next is begun when this one is in safe hands. Answers how many there were.
 */
export async function issueLinks(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  wish: LinksWish,
  take: (line: LinkLine) => void | Promise<void>,
): Promise<Result<{ readonly issued: number; readonly others: number }, "not-found">> {
  if (!worksIn(actor, portfolio.id)) return err("not-found");
  const on = dateInZone(runtime.clock.now(), portfolio.timeZone);
  let issued = 0;
  let others = 0;
  for (let after: string | null = null; ; ) {
    const page = { after, limit: pageSize };
    const accounts = await selectAccounts(runtime.db, portfolio.id, on, wish.conditions, page);
    const owing = await withJointDebtors(runtime.db, accounts);
    for await (const line of issuePage(runtime, actor, portfolio, wish, owing)) {
      if (line.outcome === "issued") issued += 1;
      else others += 1;
      await take(line);
    }
    const last = accounts[accounts.length - 1];
    if (last === undefined || accounts.length < pageSize) break;
    after = last.id;
  }
  await appendAudit(runtime.db, {
    portfolioId: portfolio.id,
    actor: actorName(actor),
    action: "links.issued",
    subject: `portfolio:${portfolio.id}`,
    detail: { channel: wish.channel, issued, others },
    at: new Date(runtime.clock.now()),
  });
  return ok({ issued, others });
}

async function* issuePage(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  wish: LinksWish,
  accounts: readonly SelectedAccount[],
): AsyncGenerator<LinkLine> {
  if (wish.channel === "none") yield* await handOver(runtime, actor, portfolio, wish, accounts);
  else yield* sendEach(runtime, actor, portfolio, wish, accounts);
}

/**
 * Nobody is contacted here: the links are only written, for whoever sends them. Where a hold stops
 * that, none is made, as none would be sent.
 */
async function handOver(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  wish: LinksWish,
  all: readonly SelectedAccount[],
): Promise<readonly LinkLine[]> {
  const stops = await stoppedContacts(runtime, portfolio, all);
  const accounts = all.filter(({ id }) => !stops.has(id));
  const links = accounts.map((account) => {
    const debtor = { id: account.debtorId };
    return { account, link: prepareLink(runtime, actor, { ...wish, account, debtor }) };
  });
  const rows = links.map(({ link }) => link.row);
  await runtime.db.transaction((tx) => copyLinks(tx, rows));
  const urls = new Map(links.map(({ account, link }) => [account, link]));
  return all.map((account) => {
    const { ref: accountRef, debtorRef } = account;
    const link = urls.get(account);
    return {
      accountRef,
      debtorRef,
      outcome: link === undefined ? "blocked" : "issued",
      url: link?.url ?? null,
      expiresAt: link?.row.expiresAt ?? null,
      rule: stops.get(account.id) ?? null,
      addressee: null,
    };
  });
}

/** The accounts whose holds stop a demand today, each with the rule that says so. */
async function stoppedContacts(
  runtime: Runtime,
  { timeZone }: Portfolio,
  accounts: readonly SelectedAccount[],
): Promise<ReadonlyMap<string, ContactRule>> {
  const today = dateInZone(runtime.clock.now(), timeZone);
  const ids = [...new Set(accounts.map(({ id }) => id))];
  const stops = new Map<string, ContactRule>();
  for (const row of await listHoldsOf(runtime.db, ids)) {
    const hold = [holdOf(row)];
    const stopping = stoppedBy(hold, "notices", today) ?? stoppedBy(hold, "collection", today);
    if (stopping === null || stops.has(row.accountId)) continue;
    stops.set(row.accountId, `hold:${stopping.kind}`);
  }
  return stops;
}

async function* sendEach(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  wish: LinksWish,
  accounts: readonly SelectedAccount[],
): AsyncGenerator<LinkLine> {
  for (const account of accounts) {
    const link = await issueLink(runtime, actor, {
      ...wish,
      accountId: account.id,
      debtorId: account.debtorId,
    });
    const { ref: accountRef, debtorRef } = account;
    const common = { accountRef, debtorRef };
    if (!link.ok) {
      const rule = link.error.reason === "blocked" ? link.error.rule : null;
      const nothing = { url: null, expiresAt: null, addressee: null };
      yield { ...common, ...nothing, outcome: link.error.reason, rule };
      continue;
    }
    const { url, expiresAt, rule } = link.value;
    const byPost = wish.channel === "letter";
    const addressee = byPost ? await addresseeOf(runtime, portfolio, account.debtorId) : null;
    yield { ...common, outcome: "issued", url, expiresAt, rule, addressee };
  }
}

async function addresseeOf(
  runtime: Runtime,
  portfolio: Portfolio,
  debtorId: string,
): Promise<Addressee> {
  const debtor = await findDebtor(runtime.db, debtorId);
  assert(debtor !== null, "whom a link was made for");
  return {
    person: openPerson(runtime, debtor),
    locale: debtorLocale(debtor, portfolio),
    size: await printSizeFor(runtime, runtime.db, debtorId),
  };
}
