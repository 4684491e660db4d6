import { standings } from "#app/db/stores/account-list.server.ts";
import { type AccountRow, listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { listAudited } from "#app/db/stores/audit-reading.server.ts";
import { listAccountCases } from "#app/db/stores/case-files.server.ts";
import { listDebtorContacts } from "#app/db/stores/contacts.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { type LinkRow, listLinks } from "#app/db/stores/links.server.ts";
import { listPayments } from "#app/db/stores/payments.server.ts";
import { listWaitingOf } from "#app/db/stores/proposals.server.ts";
import { firstTaskOf } from "#app/db/stores/staff-work.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { staffAccountRow } from "../accounts/staff-account.server.ts";
import type { StaffActor } from "../actor.ts";
import { isKeptByTreatment } from "../hardship/kept-by-treatment.server.ts";
import { linkReference } from "../links/link-reference.server.ts";
import type { Runtime } from "../ports.ts";
import { kindsClosedTo, roleMay } from "../staff/permissions.server.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { supportOf } from "../support/support-of.server.ts";
import { stageOf } from "./account-stage.server.ts";
import { balancePage } from "./balance.server.ts";
import { contactRules } from "./contact-rules.server.ts";
import { staffAutopay } from "./staff-autopay.server.ts";
import { staffHelpers } from "./staff-helpers.server.ts";
import { staffPerson } from "./staff-person.server.ts";
import { planOfAccount } from "./staff-plan.server.ts";
import { threadsOfAccount } from "./staff-threads.server.ts";
import { staffTimeline } from "./staff-timeline.server.ts";

const shown = { links: 6, contacts: 8, payments: 8, looks: 12, cases: 6 } as const;

/**
 * Everything about one account on one page. Null: not there, or of a portfolio of others. That it
 * was looked at is recorded.
 */
export async function staffAccount(runtime: Runtime, actor: StaffActor, accountId: string) {
  const row = await staffAccountRow(runtime, actor, accountId);
  if (row === null) return null;
  const loaded = await loadAccount(runtime, runtime.db, row);
  const debtors = await listLiableDebtors(runtime.db, row.id);
  const [first] = debtors;
  assert(first !== undefined, "an account has a debtor");
  const subject = `account:${row.id}`;
  const looks = await listAudited(runtime.db, subject, shown.looks);
  await recordLook(runtime, actor, {
    action: "account.viewed",
    portfolioId: row.portfolioId,
    subject,
    detail: {},
  });
  const stands = (await standings(runtime.db, [row.id], loaded.today)).get(row.id);
  const task = await firstTaskOf(runtime.db, row.id, kindsClosedTo(actor.role));
  const [proposal] = await listWaitingOf(runtime.db, row.id);
  return {
    id: row.id,
    ref: row.ref,
    portfolio: loaded.portfolio.name,
    status: row.status,
    product: row.product,
    delinquentSince: loaded.state.delinquentSince,
    stage: stageOf(row.status, stands),
    hold: stands?.hold ?? null,
    zone: loaded.portfolio.timeZone,
    nowMs: runtime.clock.now(),
    today: loaded.today,
    balance: balancePage(runtime, loaded),
    people: await Promise.all(
      debtors.map(async (debtor) => ({
        ...staffPerson(runtime, debtor),
        support: await supportOf(runtime, runtime.db, debtor.id),
      })),
    ),
    rules: await contactRules(runtime, loaded.portfolio, first, row.id),
    contacts: await contactsOf(runtime, first.id),
    threads: roleMay(actor.role, "messages:answer") ? await threadsOfAccount(runtime, row.id) : [],
    links: await linksOf(runtime, row.id),
    helpers: await staffHelpers(runtime, debtors),
    plan: await planOfAccount(runtime, loaded),
    autopay: await staffAutopay(runtime, loaded),
    /** Of those that wait, whoever made them, the one with the earliest promise. */
    proposal: proposal ? { id: proposal.id, answerBy: proposal.answerBy?.getTime() ?? null } : null,
    /** What waits for a person who may do it, due first. */
    task: task && { kind: task.kind, dueAt: task.dueAt?.getTime() ?? null },
    payments: await paymentsOf(runtime, row.id),
    holds: await holdsOf(runtime, actor, loaded),
    cases: await casesOf(runtime, row.id),
    others: await otherAccounts(runtime, row, actor),
    timeline: await staffTimeline(runtime, row.id),
    looks: looks.map(({ id, at, action, name, actor: by }) => ({
      id: `${id}`,
      at: at.getTime(),
      action,
      name,
      kind: by.split(":")[0] ?? by,
    })),
  };
}

export type StaffAccountPage = NonNullable<Awaited<ReturnType<typeof staffAccount>>>;

async function contactsOf(runtime: Runtime, debtorId: string) {
  const contacts = await listDebtorContacts(runtime.db, debtorId, shown.contacts);
  return contacts.map(({ id, at, channel, kind, toMasked, allowed, rule, state }) => ({
    id,
    at: at.getTime(),
    channel,
    kind,
    to: toMasked,
    allowed,
    rule,
    state,
  }));
}

async function linksOf(runtime: Runtime, accountId: string) {
  const links = await listLinks(runtime.db, accountId);
  return links.slice(0, shown.links).map((link) => ({
    id: link.id,
    reference: linkReference(link.id),
    channel: link.channel,
    state: linkState(link, runtime.clock.now()),
    madeAt: link.createdAt.getTime(),
    sentAt: link.sentAt?.getTime() ?? null,
    openedAt: link.openedAt?.getTime() ?? null,
    expiresAt: link.expiresAt.getTime(),
  }));
}

function linkState(link: LinkRow, nowMs: number): "revoked" | "expired" | "opened" | "live" {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt.getTime() <= nowMs) return "expired";
  return link.openedAt === null ? "live" : "opened";
}

async function casesOf(runtime: Runtime, accountId: string) {
  const cases = await listAccountCases(runtime.db, accountId, shown.cases);
  return cases.map(({ id, kind, ground, state, openedAt }) => ({
    ...{ id, kind, ground, state, at: openedAt.getTime() },
  }));
}

async function paymentsOf(runtime: Runtime, accountId: string) {
  const payments = await listPayments(runtime.db, accountId);
  return payments.slice(0, shown.payments).map((one) => ({
    id: one.id,
    amountMinor: one.amount,
    on: one.effectiveOn,
    receiptNo: one.receiptNo,
    source: one.source,
    state: one.state,
  }));
}

function holdsOf({ db }: Runtime, actor: StaffActor, { holds, today }: LoadedAccount) {
  const each = holds.map(async (hold) => ({
    id: hold.id,
    kind: hold.kind,
    from: hold.fromOn,
    to: hold.toOn,
    effects: hold.effects,
    reason: hold.reason,
    ended: hold.endedAt !== null || (hold.toOn !== null && hold.toOn <= today),
    /** A crisis gave it: on the hardship case it is given its end. */
    keptByTreatment: await isKeptByTreatment(db, actor, hold),
  }));
  return Promise.all(each);
}

async function otherAccounts(runtime: Runtime, row: AccountRow, actor: StaffActor) {
  const all = await listDebtorAccounts(runtime.db, row.debtorId);
  return all
    .filter((one) => one.id !== row.id && actor.portfolioIds.includes(one.portfolioId))
    .map((one) => ({ id: one.id, ref: one.ref, status: one.status }));
}
