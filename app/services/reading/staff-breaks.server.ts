import { findAccount } from "#app/db/stores/accounts.server.ts";
import {
  type BreakRow,
  countOpenBreaks,
  findBreak,
  listBreaks,
} from "#app/db/stores/breaks.server.ts";
import { suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import { findStaff } from "#app/db/stores/staff.server.ts";
import { type CaseRow, findCaseOfBreak } from "#app/db/stores/suspense-cases.server.ts";
import { findTransferOfCase } from "#app/db/stores/transfers.server.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { maySeeBreak, seesShared } from "../breaks/may-see-break.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { detailLines, shownReference } from "./break-detail.server.ts";
import { staffBeyond } from "./staff-beyond.server.ts";

const pageRows = 100;
const dayMs = 86_400_000;

export interface BreakWish {
  readonly state: "open" | "closed";
  readonly mine: boolean;
  readonly kind: string | null;
  /** Days that it has been open at the least; null: any. */
  readonly days: number | null;
  readonly after: string | null;
}

export interface BreakListRow {
  readonly id: string;
  readonly kind: string;
  readonly reference: string;
  readonly raisedAt: number;
  readonly days: number;
  readonly zone: string;
  readonly accountId: string | null;
  readonly accountRef: string | null;
  readonly owner: string | null;
  readonly closedAt: number | null;
}

/** Differences that nobody has explained, the oldest first, with suspense by currency above. */
export async function staffBreaks(runtime: Runtime, actor: StaffActor, wish: BreakWish) {
  const own = await staffPortfolios(runtime, actor);
  const now = runtime.clock.now();
  const shared = seesShared(actor);
  const rows = await listBreaks(runtime.db, {
    portfolioIds: own.map(({ id }) => id),
    shared,
    state: wish.state,
    owner: wish.mine ? actorName(actor) : null,
    kind: wish.kind,
    raisedBefore: wish.days === null ? null : new Date(now - wish.days * dayMs),
    after: wish.after !== null && isUuid(wish.after) ? wish.after : null,
    limit: pageRows + 1,
  });
  const shown = rows.slice(0, pageRows);
  const zones = new Map(own.map(({ id, timeZone }) => [id, timeZone]));
  const zone = own[0]?.timeZone ?? "UTC";
  const names = await ownerNames(runtime, shown);
  const counts = await countOpenBreaks(
    runtime.db,
    own.map(({ id }) => id),
    shared,
  );
  return {
    open: counts.open,
    oldestDays: counts.oldest === null ? null : daysSince(counts.oldest, now),
    /** Of all portfolios together: shown to who may see all of it. */
    suspense: shared ? await suspenseBalances(runtime.db) : [],
    rows: shown.map(
      (row): BreakListRow => ({
        id: row.id,
        kind: row.kind,
        reference: row.reference,
        raisedAt: row.raisedAt.getTime(),
        days: daysSince(row.raisedAt, now),
        zone: zones.get(row.portfolioId ?? "") ?? zone,
        accountId: row.accountId,
        accountRef: row.accountRef,
        owner: names.get(row.owner ?? "") ?? null,
        closedAt: row.closedAt?.getTime() ?? null,
      }),
    ),
    next: rows.length > pageRows ? (shown.at(-1)?.id ?? null) : null,
  };
}

const daysSince = (at: Date, now: number): number =>
  Math.max(0, Math.floor((now - at.getTime()) / dayMs));

/** Staff by the name that rows keep of them. */
async function ownerNames(
  runtime: Runtime,
  rows: readonly Pick<BreakRow, "owner" | "closedBy">[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const actor of new Set(rows.flatMap(({ owner, closedBy }) => [owner, closedBy]))) {
    const id = actor?.startsWith("staff:") ? actor.slice("staff:".length) : null;
    const person = id === null ? null : await findStaff(runtime.db, id);
    if (actor !== null && person !== null) names.set(actor, person.name);
  }
  return names;
}

/** One difference: what is known of it, whose it is, and the money that waits with it. */
export async function staffBreak(runtime: Runtime, actor: StaffActor, id: string) {
  const row = isUuid(id) ? await findBreak(runtime.db, id) : null;
  if (row === null || !maySeeBreak(actor, row.portfolioId)) return null;
  const own = await staffPortfolios(runtime, actor);
  const portfolio = own.find((one) => one.id === row.portfolioId);
  const found = await findCaseOfBreak(runtime.db, row.id);
  const names = await ownerNames(runtime, [
    row,
    { owner: found?.wishedBy ?? null, closedBy: found?.decidedBy ?? null },
  ]);
  if (found?.source === "bank" && row.portfolioId !== null) {
    await recordLook(runtime, actor, {
      action: "payments.listed",
      portfolioId: row.portfolioId,
      subject: `break:${row.id}`,
      detail: { payer: true },
    });
  }
  return {
    id: row.id,
    kind: row.kind,
    reference: shownReference(row.reference),
    state: row.state,
    raisedAt: row.raisedAt.getTime(),
    days: daysSince(row.raisedAt, runtime.clock.now()),
    zone: portfolio?.timeZone ?? own[0]?.timeZone ?? "UTC",
    portfolio: portfolio?.name ?? null,
    accountId: row.accountId,
    accountRef: row.accountRef,
    owner: names.get(row.owner ?? "") ?? null,
    mine: row.owner === actorName(actor),
    closedAt: row.closedAt?.getTime() ?? null,
    closedBy: names.get(row.closedBy ?? "") ?? null,
    reason: row.reason,
    /** Of a bank transfer everything stands with its money. */
    detail: found?.source === "bank" ? [] : detailLines(row.detail),
    money: found && (await moneyOf(runtime, actor, found, names)),
    beyond: await staffBeyond(runtime, actor, row.id),
  };
}

export type BreakPage = NonNullable<Awaited<ReturnType<typeof staffBreak>>>;

async function moneyOf(
  runtime: Runtime,
  actor: StaffActor,
  one: CaseRow,
  names: ReadonlyMap<string, string>,
) {
  const suggested =
    one.suggestionId === null ? null : await findAccount(runtime.db, one.suggestionId);
  const target = one.wish?.accountId ? await findAccount(runtime.db, one.wish.accountId) : null;
  return {
    id: one.id,
    source: one.source,
    state: one.state,
    currency: one.currency,
    amountMinor: one.amount,
    effectiveOn: one.effectiveOn as CalendarDate,
    suggestion: suggested?.ref ?? (one.source === "stripe" ? await refOf(runtime, one) : null),
    payer: await payerOf(runtime, one),
    wish: one.wish && {
      act: one.wish.act,
      note: one.wish.note,
      accountRef: target?.ref ?? null,
      by: names.get(one.wishedBy ?? "") ?? "",
      mine: one.wishedBy === actorName(actor),
      /** The provider was asked, and has not said what became of it. */
      asked: one.wish.askedAt !== undefined,
    },
    decidedBy: names.get(one.decidedBy ?? "") ?? null,
    paymentId: one.paymentId,
  };
}

async function refOf(runtime: Runtime, { accountId }: CaseRow): Promise<string | null> {
  const row = accountId === null ? null : await findAccount(runtime.db, accountId);
  return row?.ref ?? null;
}

/** Who sent a bank transfer, and what they wrote. */
async function payerOf(runtime: Runtime, one: CaseRow) {
  const transfer = one.source === "bank" ? await findTransferOfCase(runtime.db, one.id) : null;
  if (transfer === null) return null;
  const { id, portfolioId, bankRef } = transfer;
  const said = runtime.sealer.open<{ payer: string | null; reference: string | null }>(
    { portfolioId, table: "transfer", id },
    transfer.sealed,
  );
  return { ...said, bankRef };
}
