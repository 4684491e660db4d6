import { type CaseGround, type CaseKind, holdOfCase } from "#app/domain/disputes/case.ts";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { clockOfCase } from "../cases/start-clock.server.ts";
import { unsentFiles } from "../evidence/list-evidence.server.ts";
import type { Runtime } from "../ports.ts";

/** The three doors of "something is wrong"; fraud is a dispute with a form of its own. */
export const caseDoors = ["dispute", "fraud", "complaint"] as const;
export type CaseDoor = (typeof caseDoors)[number];

export const kindOfDoor = (door: CaseDoor): CaseKind =>
  door === "complaint" ? "complaint" : "dispute";

/** A form before it is sent: what will stop at once, by when an answer comes, files added. */
export async function newCasePage(
  runtime: Runtime,
  actor: DebtorActor,
  { row, portfolio }: LoadedAccount,
  door: CaseDoor,
) {
  const kind = kindOfDoor(door);
  const clockFrom = new Date(runtime.clock.now());
  const { dueAt } = clockOfCase(portfolio, { kind, clockFrom, extensions: 0 });
  const ground: CaseGround = door === "fraud" ? "fraud-or-lost-card" : "other";
  const hold = holdOfCase(kind, ground);
  const effects = portfolio.policy.holdEffects ?? defaultHoldEffects;
  return {
    accountId: row.id,
    door,
    currency: portfolio.currency,
    phone: portfolio.brand.phone,
    answerBy: dateInZone(dueAt.getTime(), portfolio.timeZone),
    stops: hold === null ? [] : effects[hold],
    files: await unsentFiles(runtime, actor.debtorId, row.id, kind),
  };
}
