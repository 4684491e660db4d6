import { readOne } from "../api/read.ts";
import type { SimulatorControl } from "../control/control.ts";
import { stripePlaces } from "../payments/amounts.ts";
import { invalid } from "../refusal.ts";
import type { Fault, Sandbox } from "../sandbox.ts";

interface Hand {
  sandbox: Sandbox;
  control: SimulatorControl;
  /** A field of the form; empty when it was not sent. */
  field: (name: string) => string;
}

/** What the forms of the desk do, by the value of `act`. */
const acts: Record<string, (hand: Hand) => unknown> = {
  expire: ({ control, field }) => control.expire(field("session")),
  settle: ({ control, field }) => control.settle(field("intent"), outcome(field("outcome"))),
  refund: (hand) => hand.control.dashboardRefund(hand.field("charge"), amountOf(hand)),
  "refund-hold": ({ control }) => control.holdNextRefund(),
  "refund-end": ({ control, field }) =>
    control.endRefund(field("refund"), outcome(field("outcome"))),
  dispute: (hand) =>
    hand.control.dispute({
      payment: hand.field("charge"),
      amount: amountOf(hand),
      reason: hand.field("reason"),
      inquiry: hand.field("kind") === "inquiry",
    }),
  escalate: ({ control, field }) => control.escalate(field("dispute")),
  "dispute-end": ({ control, field }) =>
    control.endDispute(field("dispute"), one(field("outcome"), ["won", "lost", "withdrawn"])),
  resend: ({ control, field }) => control.resend(field("event"), 1),
  webhooks: ({ control, field }) => control.webhooks(one(field("mode"), ["send", "hold", "drop"])),
  release: ({ control, field }) => control.release(one(field("order"), ["forward", "reverse"])),
  duplicate: ({ control }) => control.duplicateNext(1),
  fail: ({ control, field }) =>
    control.failNext({
      ...faultOf(field("kind")),
      when: one(field("when"), ["before", "after"]),
    }),
  "clear-faults": ({ control }) => control.clearFaults(),
  clock: ({ control, field }) => control.clock({ advanceMs: Number(field("hours")) * 3_600_000 }),
  "clock-real": ({ control }) => control.clock({ real: true }),
  payout: ({ control }) => control.payOutNow(true),
  card: ({ control, field }) => control.changeCard(field("method"), field("card")),
  "card-detach": ({ control, field }) => control.detach(field("method")),
};

/** Does what a form of the desk asks; throws a Refusal with the reason when it cannot. */
export function act(sandbox: Sandbox, control: SimulatorControl, form: URLSearchParams): void {
  const name = form.get("act") ?? "";
  const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
  if (!chosen) throw invalid("act", `No such act: ${name}`);
  chosen({ sandbox, control, field: (key) => form.get(key)?.trim() ?? "" });
}

const outcome = (value: string): "succeeded" | "failed" => one(value, ["succeeded", "failed"]);

function one<const Option extends string>(value: string, options: readonly Option[]): Option {
  const found = options.find((option) => option === value);
  if (found === undefined) throw invalid(undefined, `One of ${options.join(", ")} is needed.`);
  return found;
}

/** An amount as a person writes it, in the charge's smallest unit; nothing means all. */
function amountOf({ sandbox, field }: Hand): number | undefined {
  const text = field("amount").replaceAll(",", "");
  if (text === "") return undefined;
  const { currency } = readOne(sandbox.memory.charges, field("charge"), "charge");
  const places = stripePlaces(currency);
  const [, whole = "", part = ""] = /^(\d{1,8})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "" || part.length > places) throw invalid("amount", `No amount: ${text}`);
  return Number(whole + part.padEnd(places, "0"));
}

/** `status-429` is an answer with that status; the others name themselves. */
function faultOf(kind: string): Pick<Fault, "kind" | "status"> {
  const status = /^status-(\d{3})$/.exec(kind)?.[1];
  if (status) return { kind: "status", status: Number(status) };
  return { kind: one(kind, ["reset", "hang", "html", "empty", "no-envelope"]) };
}
