import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import type { SessionRow } from "#app/db/stores/sessions.server.ts";
import type { CarrierChannel, FactKind } from "#app/domain/verification/fact.ts";
import { type RequiredProof, requiredProof } from "#app/domain/verification/proof.ts";
import { openCardFacts, openPerson } from "../debtors/person.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

interface ProofSubject {
  readonly session: SessionRow;
  readonly debtor: DebtorRow;
  readonly portfolio: Portfolio;
  readonly accounts: readonly AccountRow[];
}

/** What level 1 asks of this visitor; null when nothing on file could prove who it is. */
export function proofFor(runtime: Runtime, subject: ProofSubject): RequiredProof | null {
  const { session, debtor, portfolio, accounts } = subject;
  const person = openPerson(runtime, debtor);
  const proof = requiredProof({
    onFile: [...factsOnFile(runtime, debtor, accounts).keys()],
    carrier: { channel: session.channel as CarrierChannel, prints: [] },
    contactOnFile: person.email !== null || person.phone !== null,
    codeAlways: portfolio.codeAlways,
  });
  return proof.ok ? proof.value : null;
}

/** The facts on file that an answer is compared with; a debtor may have several cards. */
export function factsOnFile(
  runtime: Pick<Runtime, "sealer">,
  debtor: DebtorRow,
  accounts: readonly AccountRow[],
): ReadonlyMap<FactKind, readonly string[]> {
  const person = openPerson(runtime, debtor);
  const cards = accounts.map((account) => openCardFacts(runtime, account).cardLast4);
  const found: readonly (readonly [FactKind, readonly (string | null)[]])[] = [
    ["dateOfBirth", [person.dateOfBirth]],
    ["idLast4", [person.idLast4]],
    ["cardLast4", cards],
    ["postcode", [person.postcode]],
  ];
  const held = found
    .map(([kind, values]) => [kind, values.filter((value) => value !== null)] as const)
    .filter(([, values]) => values.length > 0);
  return new Map(held);
}
