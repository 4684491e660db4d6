import { invalid, Refusal } from "../refusal.ts";
import type { Fault, Sandbox } from "../sandbox.ts";
import type { Disguise } from "../webhooks/outbox.ts";
import type { SimulatedMovement } from "./balance.ts";
import type { SimulatorControl } from "./control.ts";
import type { SimulatedDispute } from "./disputes.ts";
import type { SimulatedPayment } from "./payments.ts";
import type { ForgedEvent } from "./webhooks.ts";

type Body = { [field: string]: unknown };
type Action = (control: SimulatorControl, body: Body) => unknown;

/** POST /_sim/<name> with a JSON body. */
const actions: Record<string, Action> = {
  clock: (control, body) => control.clock(body),
  fail: (control, body) =>
    control.failNext({ ...body, kind: one(body, "kind", kinds) } as Partial<Fault> & {
      kind: Kind;
    }),
  "clear-faults": (control) => control.clearFaults(),
  webhooks: (control, body) => control.webhooks(one(body, "mode", ["send", "hold", "drop"])),
  "webhooks/release": (control, body) =>
    control.release(one({ order: "forward", ...body }, "order", ["forward", "reverse"])),
  "webhooks/duplicate": (control, body) => control.duplicateNext(Number(body.copies ?? 1)),
  "webhooks/drop": (control, body) => control.dropNext(count(body)),
  "webhooks/reorder": (control, body) => control.reorderNext(count(body)),
  "webhooks/lose": (control, body) => control.loseNext(count(body)),
  "webhooks/disguise": (control, body) => control.disguiseNext(body as Disguise),
  "webhooks/resend": (control, body) =>
    control.resend(text(body, "eventId"), Number(body.copies ?? 1)),
  "webhooks/secrets": (control, body) => {
    if (!Array.isArray(body.secrets)) throw invalid("secrets", "A list is needed.");
    control.rotateSecrets(body.secrets.map(String));
  },
  emit: (control, body) => control.emit({ ...body, type: text(body, "type") } as ForgedEvent),
  pay: (control, body) =>
    control.pay({ ...body, session: text(body, "session") } as SimulatedPayment),
  answer: (control, body) =>
    control.answer(text(body, "intent"), one(body, "answer", ["pass", "fail", "later", "timeout"])),
  settle: (control, body) =>
    control.settle(text(body, "intent"), one(body, "outcome", ["succeeded", "failed"])),
  alter: (control, body) => control.alter(text(body, "id"), inside(body, "changes")),
  card: (control, body) => control.changeCard(text(body, "method"), text(body, "card")),
  "card/renew": (control, body) =>
    control.renewCard(text(body, "method"), Number(body.expMonth), Number(body.expYear)),
  "card/detach": (control, body) => control.detach(text(body, "method")),
  refund: (control, body) => control.dashboardRefund(text(body, "payment"), amount(body)),
  "refund/hold-next": (control) => control.holdNextRefund(),
  "refund/end": (control, body) =>
    control.endRefund(
      text(body, "refund"),
      one(body, "outcome", ["succeeded", "failed"]),
      one({ reason: "declined", ...body }, "reason", refundFailures),
    ),
  dispute: (control, body) =>
    control.dispute({
      ...body,
      payment: text(body, "payment"),
      amount: amount(body),
    } as SimulatedDispute),
  "dispute/escalate": (control, body) => control.escalate(text(body, "dispute")),
  "dispute/end": (control, body) =>
    control.endDispute(text(body, "dispute"), one(body, "outcome", ["won", "lost", "withdrawn"])),
  "dispute/funds": (control, body) =>
    control.moveFunds(text(body, "dispute"), one(body, "way", ["withdrawn", "reinstated"])),
  payouts: (control, body) => control.payouts(one(body, "schedule", ["daily", "manual"])),
  "payouts/now": (control, body) => control.payOutNow(body.all === true),
  "payouts/fail": (control, body) => control.failPayout(text(body, "payout")),
  orphan: (control, body) =>
    control.orphan({
      ...body,
      amount: amount(body) ?? 1_000,
      currency: text(body, "currency"),
    } as SimulatedMovement),
  settlement: (control, body) =>
    control.settleIn(
      body.currency === null ? null : { currency: text(body, "currency"), rate: Number(body.rate) },
    ),
  expire: (control, body) => control.expire(text(body, "session")),
  reset: (control) => control.reset(),
};

const kinds = ["status", "reset", "hang", "html", "empty", "no-envelope", "delay"] as const;
type Kind = (typeof kinds)[number];

const refundFailures = [
  "expired_or_canceled_card",
  "lost_or_stolen_card",
  "declined",
  "unknown",
] as const;

/** A whole number of the smallest unit; all there is, without one. */
function amount(body: Body): number | undefined {
  const { amount: value } = body;
  if (value === undefined || Number.isInteger(value)) return value as number | undefined;
  throw invalid("amount", "amount is a whole number.");
}

function inside(body: Body, name: string): Body {
  const value = body[name];
  if (value !== null && typeof value === "object") return value as Body;
  throw invalid(name, `${name} is needed.`);
}

const count = (body: Body): number => Math.max(1, Math.trunc(Number(body.events ?? 1)) || 1);

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") throw invalid(name, `${name} is needed.`);
  return value;
}

function one<const Option extends string>(
  body: Body,
  name: string,
  options: readonly Option[],
): Option {
  const value = text(body, name) as Option;
  if (!options.includes(value)) throw invalid(name, `${name} is one of ${options.join(", ")}.`);
  return value;
}

/** Answers /_sim: GET state, POST an action. */
export function serveControl(
  sandbox: Sandbox,
  control: SimulatorControl,
  request: { method: string; name: string; body: string },
): { status: number; body: string } {
  const answer = (status: number, value: unknown): { status: number; body: string } => ({
    status,
    body: JSON.stringify(value, null, 2),
  });
  if (request.method === "GET" && request.name === "state") return answer(200, dump(sandbox));
  const action = Object.hasOwn(actions, request.name) ? actions[request.name] : undefined;
  if (request.method !== "POST" || !action) {
    return answer(404, { error: { message: `No such control: ${request.name}` } });
  }
  try {
    const body = request.body === "" ? {} : (JSON.parse(request.body) as Body);
    return answer(200, action(control, body) ?? { ok: true });
  } catch (error) {
    const known = error instanceof Refusal || error instanceof SyntaxError;
    if (!known) throw error;
    return answer(400, { error: { message: error.message } });
  }
}

function dump(sandbox: Sandbox): object {
  const { answers, secrets, cards, methodPast, intentData, lineItems, ...objects } = sandbox.memory;
  return {
    simulated: true,
    now: sandbox.clock.now(),
    mode: sandbox.outbox.mode,
    faults: sandbox.faults,
    deliveries: sandbox.outbox.deliveries,
    requests: sandbox.requests,
    ...objects,
  };
}
