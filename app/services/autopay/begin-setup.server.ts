import {
  type CardSetupRow,
  findSetup,
  insertSetup,
  setSetupStarted,
} from "#app/db/stores/card-setups.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { allowedKinds } from "./allowed-kinds.server.ts";
import { type ConsentRefusal, consentedPlan } from "./consented-plan.server.ts";
import { customerOf } from "./customer-of.server.ts";
import { type Consent, giveMandate } from "./give-mandate.server.ts";
import { type StoredSetup, setupOrderOf } from "./setup-order.server.ts";

/** `page`: send the debtor there. `wait`: the return page says how it stands. */
export type SetupStart =
  | { readonly go: "page"; readonly url: string }
  | { readonly go: "wait"; readonly setupId: string };

const pageLifetimeMs = 60 * 60_000;

/**
 * Takes the authority to charge a plan and opens the provider's page that saves a card: mandate
 * and setup are stored before the provider is asked. Autopay is on once the card is saved.
 */
export async function beginSetup(
  runtime: Runtime,
  { actor, debtor }: Pick<Visit, "actor" | "debtor">,
  accountId: string,
  consent: Consent,
): Promise<Result<SetupStart, ConsentRefusal | "provider-refused">> {
  if (actor.level < 2) return err("code-first");
  const customer = await customerOf(runtime, debtor);
  if (customer === null) return err("provider-refused");
  const stored = await runtime.db.transaction(async (tx) => {
    const consented = await consentedPlan(runtime, tx, actor, accountId, consent);
    if (!consented.ok) return consented;
    const { loaded, plan, words } = consented.value;
    const mandateId = await giveMandate(runtime, tx, plan, words, consent);
    const setup = newSetup(runtime, {
      portfolioId: plan.portfolioId,
      accountId: plan.accountId,
      planId: plan.id,
      debtorId: plan.debtorId,
      mandateId,
    });
    const params: StoredSetup = {
      customer,
      currency: loaded.portfolio.currency,
      locale: consent.locale,
      methods: [...allowedKinds(runtime, loaded.portfolio)],
      ...addresses(runtime, setup),
    };
    await insertSetup(tx, { ...setup, params });
    return ok({ ...setup, params });
  });
  return stored.ok ? ok(await askForPage(runtime, stored.value)) : stored;
}

function newSetup(
  runtime: Runtime,
  what: Pick<CardSetupRow, "portfolioId" | "accountId" | "planId" | "debtorId" | "mandateId">,
): CardSetupRow {
  const createdAt = new Date(runtime.clock.now());
  return {
    ...what,
    id: runtime.ids.next(),
    provider: runtime.payments.name,
    params: {},
    reference: null,
    redirectUrl: null,
    state: "created",
    methodId: null,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + pageLifetimeMs),
  };
}

function addresses(runtime: Runtime, setup: CardSetupRow) {
  const page = `${runtime.settings.origin}/a/${setup.accountId}/autopay`;
  return {
    successUrl: `${page}/return?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${page}/return?setup=${setup.id}`,
  };
}

/** Makes the call, or makes it again under its own key: nothing is charged by it. */
export async function askForPage(runtime: Runtime, setup: CardSetupRow): Promise<SetupStart> {
  const outcome = await runtime.payments.startSetup(setupOrderOf(setup));
  if (outcome.kind !== "ok") {
    const { kind, reason, detail } = outcome;
    runtime.log.warn({ setupId: setup.id, kind, reason, detail }, "setup page not opened");
    return { go: "wait", setupId: setup.id };
  }
  await setSetupStarted(runtime.db, setup.id, outcome.value, new Date(runtime.clock.now()));
  const now = await findSetup(runtime.db, setup.id);
  return now?.redirectUrl
    ? { go: "page", url: now.redirectUrl }
    : { go: "wait", setupId: setup.id };
}
