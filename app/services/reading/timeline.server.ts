import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { type ContactRow, listDebtorContacts } from "#app/db/stores/contacts.server.ts";
import { listTimeline, type TimelineEvent } from "#app/db/stores/timeline.server.ts";
import { type DeliveryStep, deliveryOf } from "#app/domain/feedback/delivery.ts";
import { happeningTo } from "#app/domain/feedback/happening.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { seenByHelper } from "#app/domain/verification/helper.ts";
import type { DebtorActor } from "../actor.ts";
import { type ShownStops, stopsByAccount } from "../holds/shown-holds.server.ts";
import type { Runtime } from "../ports.ts";
import { actsOfHelpers } from "./helper-acts.server.ts";

/** One line of "what has happened", as a page shows it. */
export interface Happening {
  readonly key: string;
  readonly at: number;
  /** The event's type or a proposal's step, or "message.<kind>" for what was written to them. */
  readonly what: string;
  readonly accountId: string | null;
  /** Signed minor units by which the balance changed; null when it did not. */
  readonly changeMinor: bigint | null;
  readonly currency: string | null;
  readonly paymentId: string | null;
  /** Null for messages: they are not owed to the collector's system. */
  readonly delivery: { state: DeliveryStep; times: Partial<Record<DeliveryStep, number>> } | null;
  readonly contact: { allowed: boolean; rule: string; channel: string; to: string } | null;
}

/**
 * Everything that happened on the debtor's accounts, newest first: facts with their way into the
 * collector's system, and every message with the rule that allowed or blocked it (domain.md §9).
 * A hold that is another debtor's is not named.
 */
export async function timeline(
  runtime: Runtime,
  actor: DebtorActor & { readonly debtorRef: string },
  options: { readonly limit: number; readonly messages: boolean; readonly accountId?: string },
): Promise<readonly Happening[]> {
  const accounts = await listDebtorAccounts(runtime.db, actor.debtorId);
  const ids = accounts
    .map((account) => account.id)
    .filter((id) => options.accountId === undefined || id === options.accountId);
  if (actor.helper !== undefined) return forHelper(runtime, ids, actor.debtorRef, options.limit);
  const events = await listTimeline(runtime.db, ids, options.limit);
  const shown = events
    .filter((event) => isTold(event, actor.debtorRef))
    .map((event) => happeningOf(event, actor.debtorRef));
  if (!options.messages) return shown;
  const contacts = await listDebtorContacts(runtime.db, actor.debtorId, options.limit);
  const stopsOf = await stopsByAccount(runtime, actor);
  const messages = contacts.filter(isMessage).map((row) => messageOf(row, stopsOf(row.accountId)));
  const acts = await actsOfHelpers(runtime, actor.debtorId, options.limit);
  const both = [...shown, ...messages, ...acts.map(helpOf)];
  return both.sort((a, b) => b.at - a.at).slice(0, options.limit);
}

/** Money and plans alone, picked from so many of the newest events. */
async function forHelper(
  runtime: Runtime,
  accountIds: readonly string[],
  debtorRef: string,
  limit: number,
): Promise<readonly Happening[]> {
  const events = await listTimeline(runtime.db, accountIds, looksBack);
  const seen = events.filter((event) => seenByHelper(event.type) && isTold(event, debtorRef));
  return seen.slice(0, limit).map((event) => happeningOf(event, debtorRef));
}

const looksBack = 300;

/** Steps of the machinery that say nothing to the person. */
const quiet = new Set(["link.opened"]);

/** Balance, payments and plans are shared; what concerns another debtor alone is not told. */
const shared = new Set(["plan.agreed"]);

function isTold({ type, data }: TimelineEvent, debtorRef: string): boolean {
  if (quiet.has(type)) return false;
  return typeof data.debtorRef !== "string" || data.debtorRef === debtorRef || shared.has(type);
}

function happeningOf(event: TimelineEvent, debtorRef: string): Happening {
  const { data } = event;
  const delivery = deliveryOf({
    accountSeq: event.accountSeq,
    recordedAt: event.occurredAt.getTime(),
    sentAt: event.sentAt?.getTime() ?? null,
    acceptedAt: event.acceptedAt?.getTime() ?? null,
    appliedAt: event.appliedAt?.getTime() ?? null,
    appliedThrough: event.appliedThrough,
  });
  const reached = delivery.steps.filter((step) => step.done && step.at !== null);
  return {
    key: `${event.accountId}:${event.accountSeq}`,
    at: event.occurredAt.getTime(),
    what: happeningTo(debtorRef, event.type, data),
    accountId: event.accountId,
    changeMinor: changeOf(event),
    currency: typeof data.currency === "string" ? data.currency : null,
    paymentId: typeof data.paymentId === "string" ? data.paymentId : null,
    delivery: {
      state: delivery.state,
      times: Object.fromEntries(reached.map((step) => [step.step, step.at as number])),
    },
    contact: null,
  };
}

const lowering = new Set(["payment.succeeded", "adjustment.posted"]);
const raising = new Set(["payment.reversed", "payment.refunded", "payment.charged_back"]);

function changeOf({ type, data }: TimelineEvent): bigint | null {
  const { amount, currency } = data;
  if (typeof amount !== "string" || typeof currency !== "string") return null;
  if (!isCurrency(currency) || !(lowering.has(type) || raising.has(type))) return null;
  const minor = parseAmount(amount, currency);
  if (typeof minor !== "bigint" || data.kind === "payment-resplit") return null;
  return lowering.has(type) && data.kind !== "plan-interest" ? -minor : minor;
}

/** What was never sent after all has a line of its own, with the rule that stopped it. */
const isMessage = ({ state }: ContactRow): boolean => state !== "withdrawn" && state !== "refused";

function messageOf(row: ContactRow, { rule }: ShownStops): Happening {
  const { allowed, channel, toMasked } = row;
  return {
    ...bare,
    key: row.id,
    at: row.at.getTime(),
    what: `message.${row.kind}`,
    accountId: row.accountId,
    contact: { allowed, rule: rule(row.rule), channel, to: toMasked },
  };
}

function helpOf({ id, at, action }: { id: bigint; at: Date; action: string }): Happening {
  return { ...bare, key: `audit:${id}`, at: at.getTime(), what: action };
}

/** What is told of no account, and changed no balance. */
const bare = {
  accountId: null,
  changeMinor: null,
  currency: null,
  paymentId: null,
  delivery: null,
  contact: null,
} as const;
