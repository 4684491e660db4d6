import { type ChargeRow, listCharges } from "#app/db/stores/autopay-charges.server.ts";
import { type AutopayRow, findAutopayOfPlan } from "#app/db/stores/autopays.server.ts";
import { findOpenPlan, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import {
  findMethod,
  listActiveMethods,
  type SavedMethodRow,
} from "#app/db/stores/saved-methods.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import { askedCharge } from "#app/domain/payments/autopay/asked-charge.ts";
import { nextCharge } from "#app/domain/payments/autopay/next-step.ts";
import type { AutopayQuestion } from "#app/domain/payments/autopay/question.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { allowedKinds } from "../autopay/allowed-kinds.server.ts";
import { askAutopay } from "../autopay/ask-autopay.server.ts";
import { mandateWords } from "../autopay/mandate-words.server.ts";
import { type CardFace, methodBinding } from "../autopay/seals.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { codeStep } from "./code-step.server.ts";

export interface SavedCard extends CardFace {
  readonly id: string;
}

const shownTries = 6;

/** The page of automatic payment: what is on, what comes next, and how to change it. */
export async function autopayPage(runtime: Runtime, visit: Visit, loaded: LoadedAccount) {
  const { actor, debtor } = visit;
  const { row, portfolio } = loaded;
  const plan = await findOpenPlan(runtime.db, row.id);
  const base = {
    accountId: row.id,
    currency: portfolio.currency,
    offered: allowedKinds(runtime, portfolio).length > 0,
  };
  if (plan === null || plan.debtorId !== actor.debtorId) {
    return { ...base, plan: plan === null ? ("none" as const) : ("not-mine" as const) };
  }
  const autopay = await findAutopayOfPlan(runtime.db, plan.id);
  const question = await askAutopay(runtime, runtime.db, loaded, plan, autopay);
  const card = autopay && (await findMethod(runtime.db, autopay.methodId));
  const saved = await listActiveMethods(runtime.db, debtor.id);
  return {
    ...base,
    plan: "mine" as const,
    state: autopay?.state ?? ("off" as const),
    reason: autopay?.reason ?? null,
    next: nextOf(question, autopay),
    held: stoppedBy(loaded.state.holds, "autopay", loaded.today) !== null,
    arrearsMinor: arrearsOf(question, loaded),
    arrearsAgain: againOf(question, autopay, loaded),
    mayChargeArrears: autopay?.state === "on" && askedCharge(question) !== null,
    card: card === null ? null : faceOf(runtime, card),
    saved: saved.map((one) => faceOf(runtime, one)),
    tries: await triesOf(runtime, plan),
    mandate: mandateWords(portfolio, plan, await listInstalments(runtime.db, plan.id)),
    proven: actor.level === 2,
    zone: debtor.timeZone ?? portfolio.timeZone,
    ...(await codeStep(runtime, visit, "sign")),
  };
}

export type AutopayPage = Awaited<ReturnType<typeof autopayPage>>;

/** While it is off: what would be charged first if it were turned on now. */
function nextOf(question: AutopayQuestion, autopay: AutopayRow | null) {
  if (autopay?.state === "stopped") return null;
  if (autopay !== null) return nextCharge(question);
  return nextCharge({ ...question, rule: { ...question.rule, noticeDays: 0 } });
}

/** What is past its date and not paid; minor units. */
function arrearsOf({ open }: AutopayQuestion, { today }: LoadedAccount): bigint {
  return open.reduce((sum, line) => (line.dueOn < today ? sum + line.leftMinor : sum), 0n);
}

/** The next charge by itself, where it is of what is past its date. */
function againOf(question: AutopayQuestion, autopay: AutopayRow | null, { today }: LoadedAccount) {
  const next = nextOf(question, autopay);
  const line = question.open.find(({ n }) => n === next?.n);
  return line !== undefined && line.dueOn < today ? next : null;
}

export function faceOf(runtime: Runtime, card: SavedMethodRow): SavedCard {
  return { id: card.id, ...runtime.sealer.open<CardFace>(methodBinding(card), card.sealed) };
}

/** Newest first; what was claimed and dropped again says nothing to a debtor. */
async function triesOf(runtime: Runtime, plan: PlanRow) {
  const charges = await listCharges(runtime.db, plan.id);
  const told = (charge: ChargeRow) => charge.state !== "dropped";
  return charges
    .filter(told)
    .slice(-shownTries)
    .reverse()
    .map((charge) => ({
      key: charge.id,
      n: charge.n,
      on: charge.triedOn,
      amountMinor: charge.amount,
      state: charge.state,
    }));
}
