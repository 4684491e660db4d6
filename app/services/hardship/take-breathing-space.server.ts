import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { type BreathingFault, breathingSpace } from "#app/domain/hardship/decide.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { placeHold, type SetHold } from "../holds/place-hold.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { breathingFacts } from "./breathing-facts.server.ts";
import { writeOfHardship } from "./tell-hardship.server.ts";

export type TakeBreathingFault = BreathingFault | "not-found" | "closed";

/**
 * A breathing space that a debtor takes by themselves, as far as the policy gives it; it may begin
 * some days back, and what was charged since is given back.
 */
export async function takeBreathingSpace(
  runtime: Runtime,
  { actor, debtor }: Visit,
  accountId: string,
  from: CalendarDate | null,
): Promise<Result<SetHold, TakeBreathingFault>> {
  return runtime.db.transaction(async (tx): Promise<Result<SetHold, TakeBreathingFault>> => {
    const row = await lockAccount(tx, accountId);
    const mayAct = actor.level >= 1 && (await owesAccount(tx, actor.debtorId, accountId));
    if (row === null || !mayAct) return err("not-found");
    if (row.status !== "open") return err("closed");
    const loaded = await loadAccount(runtime, tx, row);
    const rule = hardshipRule(loaded.portfolio.policy);
    const facts = breathingFacts(loaded);
    const space = breathingSpace(rule, from ?? loaded.today, loaded.today, facts);
    if (!space.ok) return space;
    const wanted = { kind: "breathing-space", ...space.value, reason: "asked-by-debtor" } as const;
    const placed = await placeHold(runtime, tx, actor, loaded, wanted);
    assert(placed.ok, "the policy's days are within reach");
    await writeOfHardship(runtime, tx, loaded, debtor, "breathing-space");
    return ok(placed.value);
  });
}
