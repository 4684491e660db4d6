import type { Queryable } from "#app/db/database.server.ts";
import { findUnsettledAttempt } from "#app/db/stores/attempts.server.ts";
import { type ChargeRow, listCharges, listNotices } from "#app/db/stores/autopay-charges.server.ts";
import type { AutopayRow } from "#app/db/stores/autopays.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { declineKind } from "#app/domain/payments/autopay/decline.ts";
import type { AutopayQuestion, PastTry } from "#app/domain/payments/autopay/question.ts";
import { obligationKey } from "#app/domain/payments/begin.ts";
import { autopayRule } from "#app/domain/policy/autopay-rule.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { matchedPlan } from "../reading/next-due.server.ts";

/**
 * Everything that decides about the next charge, from the books as they are now. `except`: an
 * attempt that was claimed for a charge and is asked about once more just before it.
 */
export async function askAutopay(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
  autopay: Pick<AutopayRow, "id" | "startedAt"> | null,
  except: string | null = null,
): Promise<AutopayQuestion> {
  const { portfolio, balance, state } = loaded;
  const { instalments } = await matchedPlan(db, plan, portfolio.policy);
  const can = runtime.payments.capabilities(portfolio.currency);
  const nowMs = runtime.clock.now();
  const startedMs = autopay?.startedAt.getTime() ?? nowMs;
  return {
    nowMs,
    timeZone: portfolio.timeZone,
    rule: autopayRule(portfolio.policy),
    startedOn: dateInZone(startedMs, portfolio.timeZone),
    planOpen: plan.state === "agreed" || plan.state === "active",
    holds: state.holds,
    open: instalments
      .filter((line) => line.status !== "paid")
      .map(({ n, dueOn, amountMinor, paidMinor }) => ({
        n,
        dueOn,
        leftMinor: amountMinor - paidMinor,
      })),
    owedMinor: balance.totalMinor,
    minAmountMinor: can.minAmountMinor,
    stepMinor: can.stepMinor,
    tries: autopay === null ? [] : await triesOf(db, plan.id, autopay.id, except),
    notices: autopay === null ? [] : await noticesOf(db, autopay.id),
    paymentUnderWay: await isUnderWay(db, loaded.row.id, except),
  };
}

async function triesOf(
  db: Queryable,
  planId: string,
  autopayId: string,
  except: string | null,
): Promise<readonly PastTry[]> {
  const charges = await listCharges(db, planId);
  return charges.flatMap((charge) => {
    const counts = charge.autopayId === autopayId || isPending(charge);
    return !counts || charge.attemptId === except || charge.state === "dropped"
      ? []
      : [tryOf(charge)];
  });
}

const isPending = ({ state }: ChargeRow) => state === "claimed" || state === "asked";

function tryOf(charge: ChargeRow): PastTry {
  const { n, state, code } = charge;
  const on = calendarDate(charge.triedOn);
  if (isPending(charge)) return { n, on, state: "pending", kind: null };
  if (state === "succeeded") return { n, on, state, kind: null };
  return { n, on, state: "failed", kind: declineKind(code ?? "") };
}

async function noticesOf(db: Queryable, autopayId: string) {
  const notices = await listNotices(db, autopayId);
  return notices.map(({ n, chargeOn, amount }) => ({
    n,
    chargeOn: calendarDate(chargeOn),
    amountMinor: amount,
  }));
}

async function isUnderWay(
  db: Queryable,
  accountId: string,
  except: string | null,
): Promise<boolean> {
  const obligation = obligationKey(accountId as AccountId);
  if ((await findUnsettledAttempt(db, obligation, "pay-now")) !== null) return true;
  const charging = await findUnsettledAttempt(db, obligation, "autopay");
  return charging !== null && charging.id !== except;
}
