import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Debt } from "./cast.ts";
import { ask, type Load, someAmount } from "./load.ts";

interface Wish {
  readonly key: string;
  readonly ref: string;
  readonly amountMinor: number;
  notBefore: number;
}

const pauseMs = 20;
const setbackMs = 150;
const retryMs = 700;
const askAgainShare = 0.03;

/**
 * A collector's system that tells of money it received: each payment under a key of its own, and
 * again under the same key until it is answered, as the guide to the API asks.
 */
export async function payByApi(load: Load, apiKey: string, debts: readonly Debt[]): Promise<void> {
  const unanswered: Wish[] = [];
  while (!load.over && !(load.ending && unanswered.length === 0)) {
    const due = unanswered.findIndex(({ notBefore }) => notBefore <= Date.now());
    const known = due >= 0 ? unanswered.splice(due, 1)[0] : undefined;
    const wish = known ?? (load.ending ? null : newWish(debts));
    if (wish !== null) {
      const paymentId = await tell(load, apiKey, wish);
      if (paymentId === null) {
        unanswered.push({ ...wish, notBefore: Date.now() + retryMs });
        await sleep(setbackMs);
      } else if (Math.random() < askAgainShare) await tellAgain(load, apiKey, wish, paymentId);
    }
    await sleep(pauseMs);
  }
  for (const { key } of unanswered) load.faults.push(`never answered: ${key}`);
}

function newWish(debts: readonly Debt[]): Wish {
  const debt = debts[Math.floor(Math.random() * debts.length)] as Debt;
  return { key: randomUUID(), ref: debt.ref, amountMinor: someAmount(), notBefore: 0 };
}

/** The payment's id once it is acknowledged; null: ask again later. */
async function tell(load: Load, apiKey: string, wish: Wish): Promise<string | null> {
  const { key, ref, amountMinor } = wish;
  const response = await ask(load, `${load.origin}/api/v1/accounts/${ref}/payments`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({
      amount: (amountMinor / 100).toFixed(2),
      currency: "CNY",
      receivedOn: new Date().toISOString().slice(0, 10),
      method: "bank-transfer",
      reference: key.slice(0, 8),
    }),
  });
  if (response === null || response.status >= 500 || response.status === 429) return null;
  const answer = (await response.json()) as { id?: string; code?: string };
  if (response.status === 409 && answer.code === "idempotency-in-flight") return null;
  if (response.status !== 201 || answer.id === undefined) {
    load.faults.push(`${key} was answered ${response.status} ${answer.code ?? ""}`);
    return "";
  }
  load.log.acknowledge({
    source: "elsewhere",
    key,
    accountRef: ref,
    amountMinor,
    paymentId: answer.id,
  });
  return answer.id;
}

async function tellAgain(load: Load, apiKey: string, wish: Wish, firstId: string): Promise<void> {
  const again = await tell(load, apiKey, wish);
  if (again === null) return;
  load.repeated += 1;
  if (again !== firstId) load.faults.push(`${wish.key} was answered by two payments`);
}
