import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import { chargePlanInterest } from "#app/services/plans/charge-plan-interest.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { drain, setTime } from "../payments.ts";
import type { Life } from "./life.ts";

/** When the worker's daily work is done here: after the hour at which cards are charged. */
const workAt = "10:00";

/** Goes on to a moment, with the work of every day on the way: interest, autopay, plans. */
export async function travel(life: Life, on: string, at: string): Promise<void> {
  const { bench, portfolio } = life;
  const to = instantOf(calendarDate(on), at, portfolio.timeZone);
  for (;;) {
    const day = addDays(calendarDate(life.workedOn), 1);
    const work = instantOf(day, workAt, portfolio.timeZone);
    if (work > to) break;
    setTime(bench, work);
    await workOf(life);
    life.workedOn = day;
  }
  if (to > bench.runtime.clock.now()) setTime(bench, to);
}

async function workOf({ bench, cards }: Life): Promise<void> {
  const { runtime } = bench;
  await chargePlanInterest(runtime);
  if (cards) {
    await runAutopay(runtime);
    await drain(bench);
  }
  await watchPlans(runtime);
}
