import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { keepNotice } from "#app/db/stores/autopay-charges.server.ts";
import { type AutopayRow, findAutopay, setAutopayNext } from "#app/db/stores/autopays.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import { findMethod } from "#app/db/stores/saved-methods.server.ts";
import { nextAutopayStep } from "#app/domain/payments/autopay/next-step.ts";
import type { AutopayStep } from "#app/domain/payments/autopay/question.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { askAutopay } from "./ask-autopay.server.ts";
import { claimCharge } from "./claim-charge.server.ts";
import { endThis } from "./end-autopay.server.ts";
import { makeCharge } from "./make-charge.server.ts";
import { stopForCard } from "./stop-for-card.server.ts";
import { tellDebtor } from "./tell-debtor.server.ts";

/** While something is under way, it is looked at again after this. */
const soonMs = 5 * 60_000;
/** Plans change in many ways: none is left unlooked at for longer. */
const latestMs = 12 * 3_600_000;
/** Notices and charges of several instalments may follow each other in one turn. */
const mostSteps = 10;

/** Does what is due on one autopay: gives notice, charges, ends, or says when to look again. */
export async function stepAutopay(runtime: Runtime, autopayId: string): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    const done = await runtime.db.transaction((tx) => decide(runtime, tx, autopayId));
    if (done.claimed !== null) await makeCharge(runtime, done.claimed);
    if (!done.goOn) return;
  }
}

interface Done {
  readonly goOn: boolean;
  /** The attempt of a charge that was claimed. */
  readonly claimed: string | null;
}

const over: Done = { goOn: false, claimed: null };

async function decide(runtime: Runtime, tx: Tx, autopayId: string): Promise<Done> {
  const known = await findAutopay(tx, autopayId);
  assert(known !== null, `no autopay ${autopayId}`);
  const row = await lockAccount(tx, known.accountId);
  const [autopay, plan] = await Promise.all([
    findAutopay(tx, autopayId),
    findPlan(tx, known.planId),
  ]);
  assert(row !== null && plan !== null && autopay !== null, "autopay is of a plan");
  if (autopay.state !== "on") return over;
  if ((await findMethod(tx, autopay.methodId))?.state !== "active") {
    await stopForCard(runtime, tx, autopay);
    return over;
  }
  const loaded = await loadAccount(runtime, tx, row);
  const question = await askAutopay(runtime, tx, loaded, plan, autopay);
  const open = row.status === "open";
  const step = nextAutopayStep({ ...question, planOpen: question.planOpen && open });
  return take(runtime, tx, { loaded, autopay }, step);
}

async function take(
  runtime: Runtime,
  tx: Tx,
  { loaded, autopay }: { readonly loaded: LoadedAccount; readonly autopay: AutopayRow },
  step: AutopayStep,
): Promise<Done> {
  const nowMs = runtime.clock.now();
  switch (step.do) {
    case "end":
      await endThis(runtime, tx, autopay, step.why, "system");
      return over;
    case "wait": {
      const wishMs = step.untilMs ?? nowMs + soonMs;
      const nextMs = Math.min(wishMs, nowMs + latestMs);
      await setAutopayNext(tx, autopay.id, new Date(nextMs));
      return over;
    }
    case "notify":
      await giveNotice(runtime, tx, loaded, autopay, step);
      return { goOn: true, claimed: null };
    case "charge": {
      await setAutopayNext(tx, autopay.id, new Date(nowMs + soonMs));
      const due = { n: step.n, amountMinor: step.amountMinor, asked: false };
      return { goOn: true, claimed: await claimCharge(runtime, tx, loaded, autopay, due) };
    }
  }
}

async function giveNotice(
  runtime: Runtime,
  tx: Tx,
  { portfolio }: LoadedAccount,
  autopay: AutopayRow,
  step: Extract<AutopayStep, { do: "notify" }>,
): Promise<void> {
  const { accountId, debtorId } = autopay;
  const contactId = await tellDebtor(runtime, tx, {
    portfolio,
    debtorId,
    accountId,
    kind: "autopay-notice",
    amountMinor: step.amountMinor,
    on: step.chargeOn,
    page: "autopay",
  });
  await keepNotice(tx, {
    autopayId: autopay.id,
    portfolioId: autopay.portfolioId,
    n: step.n,
    chargeOn: step.chargeOn,
    amount: step.amountMinor,
    contactId,
    toldAt: new Date(runtime.clock.now()),
  });
}
