import { emptyMemory } from "../memory.ts";
import { expireDue } from "../payments/expire.ts";
import { settleDue } from "../payments/settle-due.ts";
import { midnight, payOutDue } from "../payouts/pay-out.ts";
import type { Fault, Sandbox } from "../sandbox.ts";
import { type BalanceControl, balanceControl } from "./balance.ts";
import { type CardControl, cardControl } from "./cards.ts";
import { type DisputeControl, disputeControl } from "./disputes.ts";
import { type PaymentControl, paymentControl } from "./payments.ts";
import { type RefundControl, refundControl } from "./refunds.ts";
import { type WebhookControl, webhookControl } from "./webhooks.ts";

/** The hand of a test on the simulator; the same by HTTP under /_sim. */
export interface SimulatorControl
  extends PaymentControl,
    CardControl,
    RefundControl,
    DisputeControl,
    BalanceControl,
    WebhookControl {
  clock(change: ClockChange): { now: number };
  failNext(fault: Partial<Fault> & Pick<Fault, "kind">): void;
  clearFaults(): void;
  reset(): void;
}

/** Epoch milliseconds, or so many further on, or back to real time. */
export interface ClockChange {
  now?: number;
  advanceMs?: number;
  real?: boolean;
}

export function simulatorControl(sandbox: Sandbox): SimulatorControl {
  return {
    ...paymentControl(sandbox),
    ...cardControl(sandbox),
    ...refundControl(sandbox),
    ...disputeControl(sandbox),
    ...balanceControl(sandbox),
    ...webhookControl(sandbox),
    clock: (change) => moveClock(sandbox, change),
    failNext: (fault) => {
      sandbox.faults.push({ when: "before", times: 1, ...fault });
    },
    clearFaults: () => {
      sandbox.faults = [];
    },
    reset: () => reset(sandbox),
  };
}

function moveClock(sandbox: Sandbox, change: ClockChange): { now: number } {
  if (change.real) sandbox.clock.real();
  if (change.now !== undefined) sandbox.clock.set(change.now);
  if (change.advanceMs !== undefined) sandbox.clock.advance(change.advanceMs);
  expireDue(sandbox);
  settleDue(sandbox);
  payOutDue(sandbox);
  return { now: sandbox.clock.now() };
}

function reset(sandbox: Sandbox): void {
  const { endpoints, secrets } = sandbox.memory;
  sandbox.memory = { ...emptyMemory(), endpoints, secrets };
  sandbox.faults = [];
  sandbox.requests = [];
  sandbox.eventsLost = 0;
  sandbox.nextRefund = null;
  sandbox.outbox.forget();
  sandbox.clock.real();
  if (sandbox.dailyPayouts) sandbox.memory.payoutsSince = midnight(sandbox);
}
