import { keepMovements, setMark, setPayoutOf } from "#app/db/stores/provider-movements.server.ts";
import { judgePayout } from "#app/domain/payments/movement.ts";
import { raise } from "../breaks/raise.server.ts";
import type { ProviderPayout } from "../payments/provider-books.ts";
import type { Runtime } from "../ports.ts";
import { explainBreaks } from "./explain-breaks.server.ts";
import { movementPages, rowsOf } from "./read-movements.server.ts";

export interface JudgedPayouts {
  judged: number;
  raised: number;
  explained: number;
}

const mostPages = 100;

/** Adds up what is in each payout of the time; those that the provider made by itself only. */
export async function judgePayouts(runtime: Runtime, since: number): Promise<JudgedPayouts> {
  const done: JudgedPayouts = { judged: 0, raised: 0, explained: 0 };
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await runtime.payments.listPayouts({ since, cursor });
    if (outcome.kind !== "ok") throw new Error(`payouts not read: ${outcome.detail}`);
    for (const payout of outcome.value.payouts) {
      if (payout.automatic && payout.status !== "failed") await judge(runtime, payout, done);
    }
    cursor = outcome.value.next;
    if (cursor === null) break;
  }
  await setMark(runtime.db, runtime.payments.name, "payouts", new Date(runtime.clock.now()));
  return done;
}

async function judge(runtime: Runtime, payout: ProviderPayout, done: JudgedPayouts): Promise<void> {
  const nets = await netsOf(runtime, payout);
  const fault = judgePayout(payout, nets);
  done.judged += 1;
  await runtime.db.transaction(async (tx) => {
    if (fault === null) {
      done.explained += await explainBreaks(runtime, tx, kinds, payout.id);
      return;
    }
    const fresh = await raise(runtime, tx, {
      portfolioId: null,
      kind: fault.replace("payout-", "payout:"),
      reference: payout.id,
      detail: {
        payout: { amountMinor: String(payout.amountMinor), currency: payout.currency },
        movements: nets.map((one) => ({ ...one, amountMinor: String(one.amountMinor) })),
      },
    });
    if (fresh) done.raised += 1;
  });
}

const kinds = ["payout:sum-differs", "payout:currency-differs"];

/** Sums by currency of the movements in a payout, itself left out; each is marked as its part. */
async function netsOf(runtime: Runtime, { id, createdAt }: ProviderPayout) {
  const sums = new Map<string, bigint>();
  for await (const page of movementPages(runtime, { from: 0, to: createdAt, payout: id })) {
    await keepMovements(runtime.db, rowsOf(runtime, page));
    const ids = page.map((one) => one.id);
    await setPayoutOf(runtime.db, ids, id);
    for (const one of page) {
      if (one.kind === "payout") continue;
      sums.set(one.currency, (sums.get(one.currency) ?? 0n) + one.netMinor);
    }
  }
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
