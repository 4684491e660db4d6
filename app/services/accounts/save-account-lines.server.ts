import { appendAudit } from "#app/db/stores/audit.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { KeyActor } from "../actor.ts";
import type { AccountInput } from "../imports/account-input.ts";
import { rowHouse } from "../imports/row-house.server.ts";
import { saveAccounts } from "../imports/save-accounts.server.ts";
import { type Portfolio, readPortfolio } from "../portfolios/load-portfolio.server.ts";
import { portfolioOf } from "../portfolios/portfolio-of.server.ts";
import type { Runtime } from "../ports.ts";
import {
  type AccountDocument,
  type DocumentRefusal,
  parseAccountDocument,
  refusalOf,
} from "./parse-account-document.server.ts";

/** A line that was read, or why it could not be. */
export interface AccountLine {
  readonly line: number;
  readonly document: Result<
    AccountDocument & { readonly accountRef: string; readonly portfolio?: string | undefined },
    readonly DocumentRefusal[]
  >;
}

export interface LinesSummary {
  inserted: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** The first refusals. */
  readonly errors: { line: number; accountRef: string | null; path: string; code: string }[];
}

const batchLines = 500;
const mostErrors = 1_000;

/**
 * Saves accounts as they come, some hundred in a transaction; the rest goes in when lines are
 * refused (interfaces.md §6). A line whose joint debtor is not known yet is tried again after all.
 */
export async function saveAccountLines(
  runtime: Runtime,
  actor: KeyActor,
  lines: AsyncIterable<AccountLine>,
): Promise<LinesSummary> {
  const summary: LinesSummary = { inserted: 0, updated: 0, unchanged: 0, refused: 0, errors: [] };
  const portfolios = new Map<string, Portfolio | null>();
  const waiting: Ready[] = [];
  let batch: Ready[] = [];
  const flush = async (rows: readonly Ready[]) => {
    for (const portfolio of new Set(rows.map((row) => row.portfolio))) {
      const group = rows.filter((row) => row.portfolio === portfolio);
      waiting.push(...(await save(runtime, portfolio, group, summary)));
    }
  };
  for await (const line of lines) {
    const ready = await prepare(runtime, actor, portfolios, line);
    if (ready.ok) batch.push(ready.value);
    else refuse(summary, line, ready.error);
    if (batch.length < batchLines) continue;
    await flush(batch);
    batch = [];
  }
  await flush(batch);
  const late = waiting.splice(0);
  await flush(late);
  for (const row of waiting) {
    refuse(summary, row.source, [{ path: "jointDebtors", code: "unknown-joint-debtor" }]);
  }
  await audit(runtime, actor, portfolios, summary);
  return summary;
}

async function audit(
  runtime: Runtime,
  actor: KeyActor,
  portfolios: ReadonlyMap<string, Portfolio | null>,
  { inserted, updated, unchanged, refused }: LinesSummary,
): Promise<void> {
  const ids = [...portfolios.values()].flatMap((portfolio) => portfolio?.id ?? []);
  for (const portfolioId of new Set(ids)) {
    await appendAudit(runtime.db, {
      portfolioId,
      actor: actorName(actor),
      action: "accounts.saved",
      subject: `portfolio:${portfolioId}`,
      detail: { inserted, updated, unchanged, refused },
      at: new Date(runtime.clock.now()),
    });
  }
}

interface Ready {
  readonly source: AccountLine;
  readonly portfolio: Portfolio;
  readonly input: AccountInput;
}

async function prepare(
  runtime: Runtime,
  actor: KeyActor,
  known: Map<string, Portfolio | null>,
  source: AccountLine,
): Promise<Result<Ready, readonly DocumentRefusal[]>> {
  if (!source.document.ok) return source.document;
  const document = source.document.value;
  const code = document.portfolio;
  let portfolio = known.get(code ?? "");
  if (portfolio === undefined) {
    const found = await portfolioOf(runtime, actor, code);
    portfolio = found.ok ? readPortfolio(found.value) : null;
    known.set(code ?? "", portfolio);
  }
  if (portfolio === null) return err([{ path: "portfolio", code: "unknown-portfolio" }]);
  const house = rowHouse(runtime, portfolio);
  const input = parseAccountDocument(document.accountRef, document, house);
  return input.ok ? ok({ source, portfolio, input: input.value }) : input;
}

/** Answers the rows that wait for somebody who is not known yet. */
async function save(
  runtime: Runtime,
  portfolio: Portfolio,
  rows: readonly Ready[],
  summary: LinesSummary,
): Promise<Ready[]> {
  if (rows.length === 0) return [];
  const inputs = rows.map((row) => row.input);
  const outcomes = await saveAccounts(runtime, portfolio, inputs);
  return rows.filter((row, at) => {
    const outcome = outcomes[at];
    if (outcome === undefined || outcome.outcome === "waiting") return true;
    if (outcome.outcome === "refused") {
      const faults = outcome.faults.map((fault) => refusalOf(fault.column, fault.reason));
      refuse(summary, row.source, faults);
    } else summary[outcome.outcome] += 1;
    return false;
  });
}

function refuse(
  summary: LinesSummary,
  { line, document }: AccountLine,
  faults: readonly DocumentRefusal[],
): void {
  summary.refused += 1;
  const accountRef = document.ok ? document.value.accountRef : null;
  for (const { path, code } of faults) {
    if (summary.errors.length < mostErrors) summary.errors.push({ line, accountRef, path, code });
  }
}
