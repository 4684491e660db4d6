import { listCharges } from "#app/db/stores/autopay-charges.server.ts";
import { findAutopayOfPlan, listAutopays } from "#app/db/stores/autopays.server.ts";
import { findOpenPlan, listInstalments } from "#app/db/stores/plans.server.ts";
import { findMethod } from "#app/db/stores/saved-methods.server.ts";
import { beginSetup } from "#app/services/autopay/begin-setup.server.ts";
import { mandateWords } from "#app/services/autopay/mandate-words.server.ts";
import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { NewPortfolio } from "#app/services/portfolios/add-portfolio.server.ts";
import { drain, type PaymentBench, setTime } from "./payments.ts";
import { somePortfolio } from "./runtime.ts";
import { atLevelTwo, loaded, pickNamed, sign } from "./signing.ts";
import { someAccount } from "./visitor.ts";

/** A signed plan of twelve months, the first due on 19 December 2026, and who signed it. */
export interface Planned {
  readonly accountId: string;
  readonly planId: string;
  readonly visit: Visit;
}

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** Signs a plan on an account of 10,000.00. */
export async function somePlanned(
  { runtime }: PaymentBench,
  portfolio: Partial<NewPortfolio> = {},
  terms = 12,
): Promise<Planned> {
  const { accountId } = await someAccount(runtime, await somePortfolio(runtime, portfolio));
  const visit = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", terms);
  const signed = await sign(runtime, visit, accountId, pick);
  if (!signed.ok) throw new Error(signed.error);
  return { accountId, planId: signed.value.planId, visit };
}

/** What stands on the page, agreed to. */
export async function consentOf({ runtime }: PaymentBench, { accountId }: Planned) {
  const account = await loaded(runtime, accountId);
  const plan = await findOpenPlan(runtime.db, accountId);
  if (plan === null) throw new Error("no plan");
  const lines = await listInstalments(runtime.db, plan.id);
  const { sha256 } = mandateWords(account.portfolio, plan, lines);
  return { seen: sha256, locale: "zh-CN", address: "203.0.113.7", userAgent: "Example/1.0" };
}

/** Opens the page that saves a card; answers its session. */
export async function openSetup(bench: PaymentBench, planned: Planned): Promise<string> {
  const consent = await consentOf(bench, planned);
  const start = await beginSetup(bench.runtime, planned.visit, planned.accountId, consent);
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  const [row] = await bench.runtime.db.query<{ reference: string }>(
    "select reference from card_setup where account_id = $1 order by created_at desc limit 1",
    [planned.accountId],
  );
  return row?.reference ?? "";
}

/** Saves a card and turns autopay on, as the webhook does; answers the card's reference. */
export async function turnedOn(
  bench: PaymentBench,
  planned: Planned,
  card = "4242424242424242",
): Promise<string> {
  const session = await openSetup(bench, planned);
  bench.simulator.control.pay({ session, card });
  await drain(bench);
  const autopay = await findAutopayOfPlan(bench.runtime.db, planned.planId);
  const method = autopay && (await findMethod(bench.runtime.db, autopay.methodId));
  if (!method) throw new Error("autopay is not on");
  return method.reference;
}

/** Goes on to an instant by way of the day before it, with the job running on both. */
export async function runAt(bench: PaymentBench, instant: string): Promise<void> {
  const atMs = Date.parse(instant);
  const before = atMs - dayMs;
  if (before > bench.runtime.clock.now()) {
    setTime(bench, before);
    await runAutopay(bench.runtime);
  }
  setTime(bench, atMs);
  await runAutopay(bench.runtime);
  await drain(bench);
}

/** Tries of a plan, oldest first. */
export async function triesOf({ runtime }: PaymentBench, { planId }: Planned) {
  const charges = await listCharges(runtime.db, planId);
  return charges.map(({ n, try: number, state, code, amount, triedOn }) => ({
    n,
    try: number,
    state,
    code,
    amount,
    triedOn,
  }));
}

export async function autopayOf({ runtime }: PaymentBench, { accountId }: Planned) {
  const [newest] = await listAutopays(runtime.db, accountId);
  return newest;
}

/** Kinds of the messages about autopay, oldest first. */
export async function toldOf({ runtime }: PaymentBench, { accountId }: Planned) {
  const rows = await runtime.db.query<{ kind: string }>(
    `select kind from contact_record where account_id = $1 and kind like 'autopay-%'
     order by at, id`,
    [accountId],
  );
  return rows.map((row) => row.kind);
}

/** Intents that the provider holds for a customer's saved cards. */
export function intentsOf({ simulator }: PaymentBench) {
  return Object.values(simulator.state.memory.intents);
}
