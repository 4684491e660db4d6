import { dateInZone } from "../../primitives/zone.ts";
import { chargeable } from "./next-step.ts";
import type { AutopayQuestion } from "./question.ts";

/**
 * The charge that the debtor asks for with the button under a new card: the oldest instalment
 * whose day has come and that is not paid. Null: there is none, or a payment is under way. Holds
 * stop what comes by itself, not what the debtor asks for.
 */
export function askedCharge(
  question: AutopayQuestion,
): { readonly n: number; readonly amountMinor: bigint } | null {
  if (!question.planOpen || question.paymentUnderWay) return null;
  if (question.tries.some((one) => one.state === "pending")) return null;
  const today = dateInZone(question.nowMs, question.timeZone);
  const line = question.open.find((one) => one.dueOn <= today);
  const amountMinor = line === undefined ? null : chargeable(question, line);
  return line === undefined || amountMinor === null ? null : { n: line.n, amountMinor };
}
