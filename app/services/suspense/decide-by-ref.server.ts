import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { err, type Result } from "#app/domain/primitives/result.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { type Decided, type DecideFault, decideCase } from "./decide-case.server.ts";

/** What a person fills in: the account by its own reference. */
export interface CaseAnswer {
  readonly act: "release" | "return" | "move";
  readonly accountRef: string;
  readonly note: string;
}

/** Decides money in suspense as a person says it. A reference that two accounts have names none. */
export async function decideByRef(
  runtime: Runtime,
  actor: StaffActor,
  caseId: string,
  { act, accountRef, note }: CaseAnswer,
): Promise<Result<Decided, DecideFault>> {
  if (act !== "release") return decideCase(runtime, actor, caseId, { act, accountId: null, note });
  const ref = accountRef.trim();
  const found = ref === "" ? [] : await findAccountsByRef(runtime.db, actor.portfolioIds, ref);
  const [row] = found;
  if (row === undefined || found.length > 1) return err("account-unknown");
  return decideCase(runtime, actor, caseId, { act, accountId: row.id, note });
}
