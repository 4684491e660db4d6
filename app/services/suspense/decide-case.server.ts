import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { endBreak } from "#app/db/stores/breaks.server.ts";
import { insertHousePosting } from "#app/db/stores/house-postings.server.ts";
import {
  type CaseRow,
  type CaseWish,
  dropCaseWish,
  endCase,
  findCase,
  lockCase,
  setCaseWish,
} from "#app/db/stores/suspense-cases.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { maySeeBreak } from "../breaks/may-see-break.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { giveBack, isBeingAsked, throughProvider } from "./give-back.server.ts";
import { tillOf } from "./put-in-suspense.server.ts";
import { type ReleaseFault, releaseTo } from "./release-to.server.ts";
import { needsSecondPerson } from "./second-person.server.ts";

export type DecideFault =
  | ReleaseFault
  | "not-found"
  /** It was decided, or another person's wish waits. */
  | "not-open"
  | "note-missing"
  /** The provider will not give this money back. */
  | "provider-refused"
  /** Nobody can say whether it has: the wish stays, and asking again is safe. */
  | "provider-unsure";

/** `waiting`: above the limit; a second person has to say yes. */
export type Decided = { readonly state: "done" | "waiting" };

/**
 * What becomes of money in suspense: booked to an account on its own day, given back to the payer,
 * or moved to books outside the portal. Above the portfolio's limit a second person approves. The
 * break closes with the money's leaving, in the same transaction.
 */
export async function decideCase(
  runtime: Runtime,
  actor: StaffActor,
  caseId: string,
  wish: CaseWish,
): Promise<Result<Decided, DecideFault>> {
  insist(actor, "suspense:decide");
  const begun = await onCase<DecideFault>(
    runtime,
    actor,
    caseId,
    wish.accountId,
    async (tx, one) => {
      if (one.state !== "open") return err("not-open");
      if (needsNote(one, wish)) return err("note-missing");
      const second = await needsSecondPerson(tx, one);
      if (!second && !throughProvider(one, wish)) return carryOut(runtime, tx, actor, one, wish);
      const at = runtime.clock.now();
      const noted = second ? wish : { ...wish, askedAt: at };
      await setCaseWish(tx, one.id, noted, actorName(actor), new Date(at));
      await note(runtime, tx, actor, one, "suspense.asked", { ...wish });
      return ok({ state: second ? ("waiting" as const) : ("claimed" as const) });
    },
  );
  if (!begun.ok) return begun;
  if (begun.value.state !== "claimed") return ok({ state: begun.value.state });
  return carryOutWish(runtime, actor, caseId);
}

/** Of what leaves by another way than the provider, only a person can say where it went. */
function needsNote(one: CaseRow, wish: CaseWish): boolean {
  return wish.act !== "release" && !throughProvider(one, wish) && wish.note.trim() === "";
}

/**
 * The second person's answer; the first may only take the wish back. Once the provider has been
 * asked, the money may be gone: nobody says no any more, and whoever decides may ask again.
 */
export async function answerWish(
  runtime: Runtime,
  actor: StaffActor,
  caseId: string,
  answer: "yes" | "no",
): Promise<Result<Decided, DecideFault | "same-person">> {
  insist(actor, "suspense:decide");
  const heard = await onCase<DecideFault | "same-person">(
    runtime,
    actor,
    caseId,
    null,
    async (tx, one) => {
      const { wish, wishedBy, wishedAt } = one;
      if (one.state !== "waiting" || wish === null) return err("not-open");
      const asked = wish.askedAt !== undefined;
      if (asked && (answer === "no" || isBeingAsked(runtime, wish))) return err("provider-unsure");
      const own = wishedBy === actorName(actor);
      if (answer === "yes" && own && !asked && (await needsSecondPerson(tx, one))) {
        return err("same-person");
      }
      if (answer === "yes") {
        const at = runtime.clock.now();
        const claimed = throughProvider(one, wish) ? { ...wish, askedAt: at } : wish;
        await setCaseWish(tx, one.id, claimed, wishedBy ?? "", wishedAt ?? new Date(at));
        return ok({ state: "claimed" as const });
      }
      await dropCaseWish(tx, one.id);
      await note(runtime, tx, actor, one, "suspense.declined", {});
      return ok({ state: "done" as const });
    },
  );
  if (!heard.ok) return heard;
  return heard.value.state === "claimed"
    ? carryOutWish(runtime, actor, caseId)
    : ok({ state: "done" });
}

/** Does what a wish says. The provider is asked outside of any lock: the wish says that it is. */
async function carryOutWish(
  runtime: Runtime,
  actor: StaffActor,
  caseId: string,
): Promise<Result<Decided, DecideFault>> {
  const one = await findCase(runtime.db, caseId);
  if (one === null || one.state !== "waiting" || one.wish === null) return err("not-open");
  const paidBack = await giveBack(runtime, one, one.wish);
  if (!paidBack.ok) {
    if (paidBack.error === "provider-refused") await reopen(runtime, one);
    return paidBack;
  }
  const wish = { ...one.wish, note: paidBack.value };
  const done = await onCase<DecideFault>(
    runtime,
    actor,
    caseId,
    wish.accountId,
    async (tx, now) => {
      if (now.state !== "waiting" || now.wish?.act !== wish.act) return err("not-open");
      if (now.wish.accountId !== wish.accountId) return err("not-open");
      return carryOut(runtime, tx, actor, now, wish);
    },
  );
  return done.ok ? ok({ state: "done" }) : done;
}

/** The provider said no, and nobody has asked it since. */
function reopen(runtime: Runtime, { id, wish }: CaseRow): Promise<void> {
  return runtime.db.transaction(async (tx) => {
    const now = await lockCase(tx, id);
    const isOurs = now?.state === "waiting" && now.wish?.askedAt === wish?.askedAt;
    if (isOurs) await dropCaseWish(tx, id);
  });
}

/** `claimed`: the wish is noted, and is carried out at once. */
type Step = { readonly state: Decided["state"] | "claimed" };

/** Under the lock of the account that the money goes to, then of the case, as everywhere. */
function onCase<Fault extends string>(
  runtime: Runtime,
  actor: StaffActor,
  caseId: string,
  accountId: string | null,
  work: (tx: Tx, one: CaseRow) => Promise<Result<Step, Fault>>,
): Promise<Result<Step, Fault | "not-found">> {
  return runtime.db.transaction(async (tx) => {
    if (!isUuid(caseId)) return err("not-found");
    if (accountId !== null && isUuid(accountId)) await lockAccount(tx, accountId);
    const one = await lockCase(tx, caseId);
    if (one === null || !maySeeBreak(actor, one.portfolioId)) return err("not-found");
    return work(tx, one);
  });
}

async function carryOut(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  one: CaseRow,
  wish: CaseWish,
): Promise<Result<{ readonly state: "done" }, DecideFault>> {
  const at = new Date(runtime.clock.now());
  const by = actorName(actor);
  if (wish.act === "release") {
    const released = await releaseTo(runtime, tx, actor, one, wish.accountId ?? "");
    if (!released.ok) return released;
    const paymentId = released.value.id;
    await endCase(tx, one.id, { state: "released", paymentId, by, at });
  } else {
    await leaveTheBooks(runtime, tx, one, wish);
    const state = wish.act === "return" ? ("returned" as const) : ("moved" as const);
    await endCase(tx, one.id, { state, paymentId: null, by, at });
  }
  await endBreak(tx, one.breakId, by, reasonOf(wish), at);
  await note(runtime, tx, actor, one, `suspense.${wish.act}`, { ...wish });
  return ok({ state: "done" });
}

function reasonOf({ act, note: said }: CaseWish): string {
  return said.trim() === "" ? `suspense:${act}` : `suspense:${act}: ${said.trim()}`;
}

/** The till gives out what suspense held. */
async function leaveTheBooks(
  runtime: Runtime,
  tx: Tx,
  one: CaseRow,
  wish: CaseWish,
): Promise<void> {
  const now = new Date(runtime.clock.now());
  const known = one.portfolioId === null ? null : await loadPortfolio(tx, one.portfolioId);
  const written = await insertHousePosting(tx, {
    id: runtime.ids.next(),
    portfolioId: one.portfolioId,
    kind: wish.act === "return" ? "returned" : "moved",
    effectiveOn: dateInZone(now.getTime(), known?.timeZone ?? "UTC"),
    currency: one.currency,
    amount: one.amount,
    debit: "suspense",
    credit: `cash:${tillOf(one.source)}`,
    reference: wish.note.trim().slice(0, 200),
    onceKey: `suspense-end:${one.id}`,
    recordedAt: now,
  });
  assert(written, "money leaves suspense once");
}

async function note(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  one: CaseRow,
  action: string,
  detail: object,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId: one.portfolioId,
    actor: actorName(actor),
    action,
    subject: one.accountId === null ? `break:${one.breakId}` : `account:${one.accountId}`,
    detail: { caseId: one.id, breakId: one.breakId, amount: String(one.amount), ...detail },
    at: new Date(runtime.clock.now()),
  });
}
