import type { Queryable } from "#app/db/database.server.ts";
import { countAgreements } from "#app/db/stores/agreements.server.ts";
import { buildJointAgreement } from "#app/domain/plans/joint-agreement.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";
import {
  asDraft,
  consentVersion,
  type DraftAgreement,
  type Reader,
  writerOf,
} from "./draft-agreement.server.ts";
import type { PickedTogether } from "./picked-together.server.ts";

/** The one agreement of a joint offer as it would be signed now. */
export async function draftTogether(
  runtime: Runtime,
  db: Queryable,
  { offer, parts }: PickedTogether,
  { debtor, locale }: Pick<Reader, "debtor" | "locale">,
): Promise<DraftAgreement> {
  const portfolio = parts[0]?.loaded.portfolio;
  assert(portfolio !== undefined, "an agreement has accounts");
  const accounts = [];
  for (const { loaded, picked } of parts) {
    accounts.push({
      account: picked.input.account,
      balance: picked.input.balance,
      originalCreditor: loaded.row.originalCreditor,
      serial: (await countAgreements(db, loaded.row.id)) + 1,
    });
  }
  const agreement = buildJointAgreement({
    offer,
    accounts,
    policy: portfolio.policy,
    portfolio: writerOf(portfolio),
    signer: { debtorRef: debtor.ref, name: openPerson(runtime, debtor).name, locale },
    consentVersion,
  });
  return asDraft(agreement);
}
