import {
  findHelperProposal,
  type HelperProposalRow,
  openHelperProposals,
} from "#app/db/stores/helper-proposals.server.ts";
import { findHelper } from "#app/db/stores/helpers.server.ts";
import type { AffordabilityStatement, ProposalAsk } from "#app/domain/plans/offer.ts";
import { type KindChoice, offerOfPick, readPick } from "#app/domain/plans/pick.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { openHelper } from "../helpers/helping.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { offerInput } from "../plans/offer-input.server.ts";
import { replaceablePlan } from "../plans/replaceable-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { answeredWays, limitsOf } from "./propose.server.ts";
import { firstDate, type Way, wayOf } from "./ways.server.ts";

/** What helpers propose on an account and the debtor has not answered, newest first. */
export async function suggestionsFor(runtime: Runtime, debtorId: string, accountId: string) {
  const rows = await openHelperProposals(runtime.db, debtorId, accountId);
  return Promise.all(
    rows.map(async (row) => ({ id: row.id, by: await nameOfHelper(runtime, row) })),
  );
}

/**
 * What a helper proposed, computed as of today for the debtor, who may sign it, or for the helper,
 * who may not. Null: it is not theirs.
 */
export async function suggestedPage(
  runtime: Runtime,
  visit: Visit,
  loaded: LoadedAccount,
  suggestionId: string,
) {
  if (!isUuid(suggestionId)) return null;
  const row = await findHelperProposal(runtime.db, suggestionId);
  if (row === null || !isTheirs(row, visit) || row.accountId !== loaded.row.id) return null;
  const inForce = await replaceablePlan(runtime, runtime.db, loaded, visit.debtor);
  const replaced = inForce.ok ? inForce.value : null;
  const stands = row.closedAt === null && inForce.ok && loaded.row.status === "open";
  return {
    id: row.id,
    accountId: row.accountId,
    currency: loaded.portfolio.currency,
    by: await nameOfHelper(runtime, row),
    helped: visit.helper?.shownAs ?? null,
    at: row.createdAt.getTime(),
    zone: loaded.portfolio.timeZone,
    closed: !stands,
    replaces: replaced?.id ?? null,
    limits: limitsOf(loaded),
    ...(stands ? await waysOf(runtime, visit, loaded, row) : nothing),
  };
}

type NearWay = Way & { readonly changes: readonly string[] };

interface Computed {
  /** What was proposed; null: it is not possible as it stands, or not any more. */
  readonly way: Way | null;
  readonly reasons: readonly string[];
  readonly nearest: readonly NearWay[];
}

const nothing: Computed = { way: null, reasons: [], nearest: [] };

/** A helper is told nothing that follows from what the debtor stated of their means. */
async function waysOf(
  runtime: Runtime,
  { helper, debtor }: Visit,
  loaded: LoadedAccount,
  row: HelperProposalRow,
): Promise<Computed> {
  const stated = helper === null ? await savedStatement(runtime, runtime.db, debtor.id) : null;
  const statement = stated?.statement ?? null;
  const pick = readPick(row.pick);
  assert(pick !== null, "a stored pick is valid");
  const { choice } = pick;
  return "ask" in choice
    ? ofAsk(runtime, loaded, choice.ask, statement)
    : ofOffer(runtime, loaded, choice, statement);
}

async function ofAsk(
  runtime: Runtime,
  loaded: LoadedAccount,
  ask: ProposalAsk,
  statement: AffordabilityStatement | null,
): Promise<Computed> {
  const input = await offerInput(runtime.db, loaded, { statement });
  const answer = answerProposal(input, ask);
  const { accepted, nearest } = answeredWays(answer, input, ask);
  return { way: accepted, reasons: answer.reasons, nearest };
}

/** The same kind of offer as of today; a wished first date that has passed is let go of. */
async function ofOffer(
  runtime: Runtime,
  loaded: LoadedAccount,
  choice: KindChoice,
  statement: AffordabilityStatement | null,
): Promise<Computed> {
  const { today, portfolio } = loaded;
  const rule = portfolio.policy.instalments;
  const wish = choice.firstDueOn;
  const firstDueOn = rule && wish ? firstDate(rule, today, wish) : null;
  const input = await offerInput(runtime.db, loaded, { firstDueOn, statement });
  const offer = offerOfPick({ on: today, choice: { ...choice, firstDueOn } }, input);
  return { ...nothing, way: offer && wayOf(offer, input, null) };
}

/** The debtor's own are all theirs; a helper's those that this very helper made. */
function isTheirs(row: HelperProposalRow, { actor, helper }: Visit): boolean {
  if (row.debtorId !== actor.debtorId) return false;
  return helper === null || row.helperId === helper.id;
}

async function nameOfHelper(runtime: Runtime, { helperId }: HelperProposalRow): Promise<string> {
  const helper = await findHelper(runtime.db, helperId);
  assert(helper !== null, "a proposal has its helper");
  return openHelper(runtime, helper).name;
}
