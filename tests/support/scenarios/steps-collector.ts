import { listHolds } from "#app/db/stores/holds.server.ts";
import { type HoldKind, holdKinds } from "#app/domain/holds/hold.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { saveBalances } from "#app/services/imports/save-balances.server.ts";
import { type Life, minorOf, visitOf } from "./life.ts";
import type { Table } from "./phrase.ts";
import { type Run, refusal } from "./run.ts";

/** What holds and the system of record do. */
export const collectorSteps: Table<Run> = {
  "nothing happens": async () => null,
  "a hold of {word} begins {date}": (life, [kind, from]) => held(life, kind, from, null),
  "a hold of {word} runs from {date} to {date}": (life, [kind, from, to]) =>
    held(life, kind, from, to),
  "the hold of {word} ends": async ({ bench, accountId }, [kind]) => {
    const holds = await listHolds(bench.runtime.db, accountId);
    const hold = holds.findLast((one) => one.kind === kind && one.endedAt === null);
    return refusal(await endHold(bench.runtime, system, hold?.id ?? ""));
  },
  "takes a breathing space from {date}": async (life, [from]) => {
    const { runtime } = life.bench;
    const visit = await visitOf(life);
    return refusal(await takeBreathingSpace(runtime, visit, life.accountId, calendarDate(from)));
  },
  "a snapshot of {date} says {amount}, with everything applied": async (life, [on, amount]) =>
    snapshot(life, on, [amount, "0"], await lastNumber(life)),
  "a snapshot of {date} says {amount} and interest of {amount}, with everything applied": async (
    life,
    [on, amount, interest],
  ) => snapshot(life, on, [amount, interest], await lastNumber(life)),
  "a snapshot of {date} says {amount}, with nothing applied": (life, [on, amount]) =>
    snapshot(life, on, [amount, "0"], 0n),
};

async function held(
  { bench, accountId }: Life,
  kind: string,
  from: string,
  to: string | null,
): Promise<string | null> {
  const known = holdKinds.find((one) => one === kind) as HoldKind;
  const days = { from: calendarDate(from), to: to === null ? null : calendarDate(to) };
  const hold = { accountId, kind: known, ...days, reason: "scenario" };
  return refusal(await setHold(bench.runtime, system, hold));
}

/** The system of record says what is owed: principal and interest. */
async function snapshot(
  { bench, portfolio, ref }: Life,
  on: string,
  [principal, interest]: readonly [string, string],
  appliedThrough: bigint,
): Promise<string | null> {
  const [saved] = await saveBalances(bench.runtime, portfolio, [
    {
      ref,
      asOf: calendarDate(on),
      components: {
        ...noComponents,
        principal: minorOf(portfolio, principal),
        interest: minorOf(portfolio, interest),
      },
      delinquentSince: null,
      appliedThrough,
      minimumDueMinor: null,
    },
  ]);
  return saved?.outcome === "refused" ? (saved.faults[0]?.reason ?? "refused") : null;
}

async function lastNumber({ bench, accountId }: Life): Promise<bigint> {
  const [row] = await bench.runtime.db.query<{ seq: bigint }>(
    "select coalesce(max(account_seq), 0)::bigint as seq from event where account_id = $1",
    [accountId],
  );
  return row?.seq ?? 0n;
}
