import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { newestStatement } from "#app/db/stores/affordability-statements.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { forgetRepeated, sendEvidence, unsentEvidence } from "#app/db/stores/evidence.server.ts";
import {
  type HardshipRow,
  insertHardship,
  newestHardship,
} from "#app/db/stores/hardship-cases.server.ts";
import { type AtOnceAnswer, decideAtOnce } from "#app/domain/hardship/decide.ts";
import { waitingStates } from "#app/domain/hardship/states.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import { forWhom } from "../debtors/for-whom.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { placeHold } from "../holds/place-hold.server.ts";
import type { Runtime } from "../ports.ts";
import { addToHardship, toldJustNow } from "./add-to-hardship.server.ts";
import { breathingFacts } from "./breathing-facts.server.ts";
import { type HardshipWords, hardshipBinding, recordStep } from "./hardship-case.server.ts";
import { tellDecision, writeOfHardship } from "./tell-hardship.server.ts";
import { waitForPerson } from "./wait-for-person.server.ts";

/** Who tells it, and whose hardship it is: a debtor's visit, or staff for one who phoned. */
export interface HardshipTeller {
  readonly actor: DebtorActor | StaffActor;
  readonly debtor: DebtorRow;
}

export interface HardshipInput extends HardshipWords {
  /** In treatment for a mental-health crisis. */
  readonly crisis: boolean;
}

/** `added`: one waits for its answer, and this went to it. */
export interface TakenHardship {
  readonly caseId: string;
  readonly as: "told" | "added";
}

/**
 * Takes in what a debtor says of their hardship with the papers that they added: decided at once
 * where the policy can, else by a person until a promised day, quiet until then. A second sending
 * while one waits is added to the first, but for the same words within a minute. Staff may take it
 * down for a debtor who phoned; that is audited.
 */
export async function submitHardship(
  runtime: Runtime,
  by: HardshipTeller,
  accountId: string,
  input: HardshipInput,
): Promise<Result<TakenHardship, "not-found" | "closed">> {
  const { actor, debtor } = by;
  return runtime.db.transaction(async (tx) => {
    const row = await lockAccount(tx, accountId);
    const debtorId = row && (await forWhom(tx, actor, row, debtor.id));
    if (row === null || debtorId === null) return err("not-found");
    if (row.status !== "open") return err("closed");
    const last = await newestHardship(tx, row.id, debtorId);
    const before = last && (await tellAgain(runtime, tx, actor, last, input));
    if (before !== null) return ok(before);
    const loaded = await loadAccount(runtime, tx, row);
    return ok({ caseId: await take(runtime, tx, by, loaded, input), as: "told" });
  });
}

/** What is told again goes to the case that waits; null: it makes a case of its own. */
async function tellAgain(
  runtime: Runtime,
  tx: Tx,
  actor: HardshipTeller["actor"],
  row: HardshipRow,
  input: HardshipInput,
): Promise<TakenHardship | null> {
  const known = { caseId: row.id, as: "told" } as const;
  const { debtorId, accountId } = row;
  const whose = { debtorId, accountId, purpose: "hardship" } as const;
  const waits = waitingStates.includes(row.state);
  const same = row.state !== "withdrawn" && (await toldJustNow(runtime, tx, row, input));
  if (!waits && !same) return null;
  if (actor.kind !== "staff") await forgetRepeated(tx, whose, row.id);
  if (!waits) return (await unsentEvidence(tx, whose)).length === 0 ? known : null;
  const files = actor.kind === "staff" ? 0 : await sendEvidence(tx, whose, row.id);
  if (files === 0 && same) return known;
  await addToHardship(runtime, tx, actor, row, { ...input, files });
  return { ...known, as: "added" };
}

async function take(
  runtime: Runtime,
  tx: Tx,
  by: HardshipTeller,
  loaded: LoadedAccount,
  { crisis, ...words }: HardshipInput,
): Promise<string> {
  const { id: accountId, portfolioId } = loaded.row;
  const { debtor, actor } = by;
  const id = runtime.ids.next();
  const whose = { debtorId: debtor.id, accountId, purpose: "hardship" } as const;
  const evidenceFiles = actor.kind === "staff" ? 0 : await sendEvidence(tx, whose, id);
  const answer = decideAtOnce(hardshipRule(loaded.portfolio.policy), {
    reasons: words.reasons,
    evidenceFiles,
    crisis,
    ...breathingFacts(loaded),
  });
  const given =
    answer.by === "policy"
      ? await giveAtOnce(runtime, tx, by, loaded, id, answer)
      : {
          state: "submitted" as const,
          ...(await waitForPerson(runtime, tx, actor, loaded, id)),
        };
  const row: HardshipRow = {
    ...undecided,
    id,
    portfolioId,
    accountId,
    debtorId: debtor.id,
    statementId: (await newestStatement(tx, debtor.id))?.id ?? null,
    sealed: runtime.sealer.seal(hardshipBinding({ id, portfolioId }), words),
    crisis,
    submittedAt: new Date(runtime.clock.now()),
    ...given,
  };
  await insertHardship(tx, row);
  await tell(runtime, tx, by, loaded, row, { text: words.text, evidenceFiles });
  if (actor.kind === "staff") await auditTaking(tx, actor, row);
  return id;
}

const undecided = {
  answerBy: null,
  decidedAt: null,
  decidedBy: null,
  outcome: null,
  terms: null,
  waitHoldId: null,
  holdId: null,
} as const;

async function giveAtOnce(
  runtime: Runtime,
  tx: Tx,
  { actor }: HardshipTeller,
  loaded: LoadedAccount,
  caseId: string,
  { days, rule }: Extract<AtOnceAnswer, { by: "policy" }>,
) {
  const { today, portfolio } = loaded;
  const to = addDays(today, days);
  const wanted = {
    kind: "breathing-space",
    from: today,
    to,
    reason: `hardship:${caseId}`,
  } as const;
  const placed = await placeHold(runtime, tx, actor, loaded, wanted);
  assert(placed.ok, "a hold from today on can be placed");
  return {
    state: "decided" as const,
    decidedAt: new Date(runtime.clock.now()),
    decidedBy: "system",
    outcome: "breathing-space" as const,
    terms: {
      from: today,
      to,
      amount: null,
      currency: portfolio.currency,
      months: null,
      firstDueOn: null,
      rule,
    },
    holdId: placed.value.hold.id,
  };
}

async function tell(
  runtime: Runtime,
  tx: Tx,
  { actor, debtor }: HardshipTeller,
  loaded: LoadedAccount,
  row: HardshipRow,
  said: { readonly text: string; readonly evidenceFiles: number },
): Promise<void> {
  await recordStep(runtime, tx, row, {
    kind: "submitted",
    by: actorName(actor),
    words: { text: said.text },
  });
  await recordEvent(runtime, tx, {
    accountId: row.accountId,
    type: "hardship.submitted",
    data: {
      hardshipId: row.id,
      debtorRef: debtor.ref,
      evidenceFiles: said.evidenceFiles,
      statement: row.statementId !== null,
      source: actor.kind,
      crisis: row.crisis,
      answerBy: row.answerBy?.toISOString() ?? null,
    },
  });
  if (row.state === "submitted") {
    await writeOfHardship(runtime, tx, loaded, debtor, "hardship-received", row.answerBy);
    return;
  }
  await recordStep(runtime, tx, row, { kind: "decided", by: "system", words: { text: "" } });
  await tellDecision(runtime, tx, loaded, row);
}

async function auditTaking(tx: Tx, actor: StaffActor, row: HardshipRow): Promise<void> {
  await appendAudit(tx, {
    portfolioId: row.portfolioId,
    actor: actorName(actor),
    action: "hardship.submit",
    subject: `account:${row.accountId}`,
    detail: { hardshipId: row.id, source: "staff" },
    at: row.submittedAt,
  });
}
