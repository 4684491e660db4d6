import { breathingUse, type TakenSpace } from "#app/domain/hardship/decide.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";

/** Breathing spaces of an account: how many began in twelve months, and whether one is in force. */
export function breathingFacts(loaded: Pick<LoadedAccount, "holds" | "today">) {
  return breathingUse(breathingSpaces(loaded), loaded.today);
}

/** Every breathing space of an account, whoever of its debtors has it. */
export function breathingSpaces({ holds }: Pick<LoadedAccount, "holds">): readonly TakenSpace[] {
  return holds
    .filter(({ kind }) => kind === "breathing-space")
    .map(({ fromOn, toOn }) => ({
      from: calendarDate(fromOn),
      to: toOn === null ? null : calendarDate(toOn),
    }));
}
