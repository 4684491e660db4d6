import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { endBreak, findBreak, lockBreak } from "#app/db/stores/breaks.server.ts";
import {
  dropLoss,
  findBeyond,
  findLossOfBreak,
  insertLoss,
  type LossRow,
  setLossState,
} from "#app/db/stores/losses.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { maySeeBreak } from "../breaks/may-see-break.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { postLoss } from "./post-loss.server.ts";

export type WriteOffFault =
  | "not-found"
  /** It was decided, the money came back, or another person's wish waits. */
  | "not-open"
  | "note-missing"
  | "same-person";

/** `waiting`: above the limit; a second person has to say yes. */
export type WrittenOff = { readonly state: "done" | "waiting" };

/**
 * Writes money that went back beyond a payment off as the creditor's loss: it leaves suspense for
 * `loss` in the house book, and the difference closes. The debtor owes no more and no less. Above
 * the portfolio's limit (`refundApprovalAbove`) a second person agrees.
 */
export async function writeOffBeyond(
  runtime: Runtime,
  actor: StaffActor,
  breakId: string,
  said: string,
): Promise<Result<WrittenOff, WriteOffFault>> {
  insist(actor, "suspense:decide");
  const note = said.trim().slice(0, 500);
  if (note === "") return err("note-missing");
  return onBreak(runtime, actor, breakId, async (tx) => {
    const beyond = await findBeyond(tx, breakId);
    if (beyond === null || (await findLossOfBreak(tx, breakId)) !== null) return err("not-open");
    const { policy } = await loadPortfolio(tx, beyond.portfolioId);
    const twoPeople = beyond.amount > (policy.refundApprovalAboveMinor ?? 0n);
    const at = new Date(runtime.clock.now());
    const by = actorName(actor);
    const agreed = twoPeople
      ? ({ state: "waiting", agreedBy: null, agreedAt: null } as const)
      : ({ state: "written", agreedBy: by, agreedAt: at } as const);
    const asked = { id: runtime.ids.next(), breakId, note, twoPeople, askedBy: by, askedAt: at };
    const loss: LossRow = { ...beyond, ...asked, ...agreed };
    assert(await insertLoss(tx, loss), "a line in suspense is written off once");
    if (twoPeople) await audit(runtime, tx, actor, loss, "suspense.loss-asked");
    else await carryOut(runtime, tx, actor, loss);
    return ok({ state: twoPeople ? "waiting" : "done" });
  });
}

/** The second person's answer; the first may only take the wish back. */
export async function answerWriteOff(
  runtime: Runtime,
  actor: StaffActor,
  breakId: string,
  answer: "yes" | "no",
): Promise<Result<WrittenOff, WriteOffFault>> {
  insist(actor, "suspense:decide");
  return onBreak(runtime, actor, breakId, async (tx) => {
    const loss = await findLossOfBreak(tx, breakId);
    if (loss?.state !== "waiting") return err("not-open");
    if (answer === "no") {
      await dropLoss(tx, loss.id);
      await audit(runtime, tx, actor, loss, "suspense.loss-declined");
      return ok({ state: "done" });
    }
    const by = actorName(actor);
    if (loss.askedBy === by) return err("same-person");
    await setLossState(tx, loss.id, "written", by, new Date(runtime.clock.now()));
    await carryOut(runtime, tx, actor, loss);
    return ok({ state: "done" });
  });
}

/**
 * Under the lock of the account, then of the difference, as everywhere: the money may come in again
 * at the same time. A difference that was closed by hand before may still have its line.
 */
function onBreak(
  runtime: Runtime,
  actor: StaffActor,
  breakId: string,
  work: (tx: Tx) => Promise<Result<WrittenOff, WriteOffFault>>,
): Promise<Result<WrittenOff, WriteOffFault>> {
  return runtime.db.transaction(async (tx) => {
    const one = isUuid(breakId) ? await findBreak(tx, breakId) : null;
    if (one === null || !maySeeBreak(actor, one.portfolioId)) return err("not-found");
    if (one.accountId !== null) await lockAccount(tx, one.accountId);
    await lockBreak(tx, one.id);
    return work(tx);
  });
}

async function carryOut(runtime: Runtime, tx: Tx, actor: StaffActor, loss: LossRow): Promise<void> {
  await postLoss(runtime, tx, loss, "written");
  const at = new Date(runtime.clock.now());
  await endBreak(tx, loss.breakId, actorName(actor), `suspense:loss: ${loss.note}`, at);
  await audit(runtime, tx, actor, loss, "suspense.loss");
}

async function audit(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor,
  { portfolioId, accountId, breakId, amount, note }: LossRow,
  action: string,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId,
    actor: actorName(actor),
    action,
    subject: `account:${accountId}`,
    detail: { breakId, amount: String(amount), note },
    at: new Date(runtime.clock.now()),
  });
}
