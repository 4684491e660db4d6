import type { Tx } from "#app/db/database.server.ts";
import { insertMandate } from "#app/db/stores/mandates.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { Runtime } from "../ports.ts";
import { type MandateWords, mandateVersion } from "./mandate-words.server.ts";
import { type MandateRecord, mandateBinding } from "./seals.server.ts";

/** How somebody agreed: what stood on the page, in which language, and from where. */
export interface Consent {
  /** The hash of the words that were shown; others are not agreed to. */
  readonly seen: string;
  readonly locale: string;
  readonly address: string;
  readonly userAgent: string;
}

/** Keeps what was agreed to, word for word, with its version, time, address and browser. */
export async function giveMandate(
  runtime: Runtime,
  tx: Tx,
  plan: PlanRow,
  words: MandateWords,
  consent: Consent,
): Promise<string> {
  const id = runtime.ids.next();
  const { portfolioId } = plan;
  const { texts, sha256 } = words;
  const { address, userAgent } = consent;
  const record: MandateRecord = { texts, address, userAgent };
  await insertMandate(tx, {
    id,
    portfolioId,
    accountId: plan.accountId,
    planId: plan.id,
    debtorId: plan.debtorId,
    version: mandateVersion,
    locale: consent.locale,
    sha256: Buffer.from(sha256, "hex"),
    sealed: runtime.sealer.seal(mandateBinding({ id, portfolioId }), record),
    givenAt: new Date(runtime.clock.now()),
  });
  return id;
}
