import { type HardshipRow, newestHardship } from "#app/db/stores/hardship-cases.server.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { pickText } from "#app/domain/plans/pick.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { filesOf, unsentFiles } from "../evidence/list-evidence.server.ts";
import { toldOfHardship } from "../hardship/told-of-hardship.server.ts";
import { shownHolds } from "../holds/shown-holds.server.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { supportOf } from "../support/support-of.server.ts";
import { statementView } from "./afford.server.ts";
import { pauseOf } from "./breathing-space.server.ts";

/** Where a debtor stands who has it hard: their case, what rests, and who else can help. */
export async function hardshipPage(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: LoadedAccount,
  locale: string,
) {
  const { row, portfolio } = loaded;
  const found = await newestHardship(runtime.db, row.id, actor.debtorId);
  return {
    accountId: row.id,
    currency: portfolio.currency,
    zone: portfolio.timeZone,
    status: row.status,
    case: found && (await caseView(runtime, found, loaded)),
    unsent: await unsentFiles(runtime, actor.debtorId, row.id, "hardship"),
    holds: (await shownHolds(runtime, actor, loaded)).map(({ kind, to, effects }) => ({
      kind,
      to,
      effects,
    })),
    pause: await pauseOf(runtime, actor, loaded),
    advice: portfolio.brand.advice.map(({ name, url }) => ({
      name: inLanguage(name, locale),
      url,
    })),
  };
}

/** A case with every word that was said in it. */
export async function caseView(runtime: Runtime, row: HardshipRow, loaded: LoadedAccount) {
  const { words, steps } = await toldOfHardship(runtime, runtime.db, row);
  return {
    id: row.id,
    state: row.state,
    crisis: row.crisis,
    ...words,
    at: row.submittedAt.getTime(),
    answerBy: row.answerBy?.getTime() ?? null,
    outcome: row.outcome,
    terms: termsNow(row, loaded),
    amountMinor: amountOf(row, loaded),
    pick: pickOf(row, loaded),
    files: await filesOf(runtime, row.id),
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      by: step.by.split(":")[0] ?? step.by,
      at: step.at,
      text: step.words?.text ?? null,
      files: step.words?.files ?? 0,
      endedOn: step.words?.endedOn ?? null,
    })),
  };
}

export type CaseView = Awaited<ReturnType<typeof caseView>>;

/** What the form begins with: papers added before, and what was stated last. */
export async function tellPage(runtime: Runtime, actor: DebtorActor, loaded: LoadedAccount) {
  const { row, portfolio } = loaded;
  const saved = await savedStatement(runtime, runtime.db, actor.debtorId);
  return {
    accountId: row.id,
    currency: portfolio.currency,
    files: await unsentFiles(runtime, actor.debtorId, row.id, "hardship"),
    statement: saved && statementView(saved, loaded),
    crisisForm: hardshipRule(portfolio.policy).breathingSpace.afterTreatmentDays > 0,
  };
}

/** What helps a debtor to read and to speak with us, as they said it. */
export function supportPage(runtime: Runtime, actor: DebtorActor) {
  return supportOf(runtime, runtime.db, actor.debtorId);
}

/** What was given, with the day on which its hold was ended by hand, where it was. */
function termsNow({ terms, holdId }: HardshipRow, { holds }: LoadedAccount) {
  const ended = holds.find(({ id, endedAt }) => id === holdId && endedAt !== null);
  if (terms === null || terms.from === null || !ended?.toOn) return terms;
  return { ...terms, to: calendarDate(ended.toOn) };
}

function amountOf({ terms }: HardshipRow, { portfolio }: LoadedAccount): bigint | null {
  if (!terms?.amount) return null;
  const minor = parseAmount(terms.amount, portfolio.currency);
  return typeof minor === "bigint" ? minor : null;
}

/** A reduced plan as an offer to be signed, made from today's balance. */
function pickOf(row: HardshipRow, loaded: LoadedAccount): string | null {
  const amountMinor = amountOf(row, loaded);
  const firstDueOn = row.terms?.firstDueOn ?? null;
  if (row.outcome !== "reduced-plan" || amountMinor === null || firstDueOn === null) return null;
  const ask = { amountMinor, frequency: "monthly", firstDueOn } as const;
  return pickText({ on: loaded.today, choice: { ask } });
}
