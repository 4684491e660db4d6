import type { Tx } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { AwaitedInstalment } from "#app/domain/plans/watch.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

type TellDue = (
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  line: AwaitedInstalment,
) => Promise<QueuedMessage | null>;

/**
 * Tells that a due date has passed, and until when the plan goes on all the same. Told after that
 * day of a plan that goes on, because a rule stopped it for days or nobody looked, it names none.
 */
export const tellMissed: TellDue = (runtime, tx, loaded, plan, line) => {
  const { portfolio, today } = loaded;
  const graceUntil = addDays(line.awaitedOn, portfolio.policy.plan.graceDays);
  const about = wordsOf(plan, "plan-missed", line);
  const goesOn = (locale: Locale) =>
    graceUntil < today
      ? translator(locale, "notices")("missed.afterGrace")
      : translator(locale, "notices")("missed.inGrace", { date: longDate(graceUntil, locale) });
  const says = { due: line.dueOn, goesOn };
  return tellOfPlan(runtime, tx, loaded, plan, "plan-missed", says, about);
};

/** Brings a due date to mind. */
export const tellReminder: TellDue = (runtime, tx, loaded, plan, line) => {
  const about = wordsOf(plan, "plan-reminder", line);
  return tellOfPlan(runtime, tx, loaded, plan, "plan-reminder", { due: line.awaitedOn }, about);
};

function wordsOf(
  { id, accountId, portfolioId, debtorId }: PlanRow,
  kind: WaitingWords["kind"],
  { n, awaitedOn }: AwaitedInstalment,
): WaitingWords {
  return { portfolioId, debtorId, accountId, kind, reference: id, n, saidOn: awaitedOn };
}
