import { err, ok, type Result } from "../primitives/result.ts";
import { type Carrier, type FactKind, offeredFacts } from "./fact.ts";

export interface ProofQuestion {
  readonly onFile: readonly FactKind[];
  readonly carrier: Carrier;
  /** Whether a code can reach the debtor at an address on file, by mail or SMS. */
  readonly contactOnFile: boolean;
  /** The portfolio asks for a code beside link and fact. */
  readonly codeAlways: boolean;
}

/** What level 1 asks of this visitor: so many of the offered facts, and a code or none. */
export interface RequiredProof {
  readonly offered: readonly FactKind[];
  readonly facts: 1 | 2;
  readonly code: boolean;
}

/**
 * Level 1 (domain.md §7): link or code and one fact; a letter and two facts. A letter whose reader
 * has a single usable fact gets in by a code and that fact. `no-way-in`: only a person can help.
 */
export function requiredProof(question: ProofQuestion): Result<RequiredProof, "no-way-in"> {
  const offered = offeredFacts(question.onFile, question.carrier);
  const byLetter = question.carrier.channel === "letter";
  const facts = byLetter && offered.length >= 2 ? 2 : 1;
  const code = question.codeAlways || (byLetter && facts === 1);
  if (offered.length === 0 || (code && !question.contactOnFile)) return err("no-way-in");
  return ok({ offered, facts, code });
}
