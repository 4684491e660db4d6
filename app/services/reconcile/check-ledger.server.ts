import { listBreaks } from "#app/db/stores/breaks.server.ts";
import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { setMark } from "#app/db/stores/provider-movements.server.ts";
import { listUnrecorded, type UnrecordedPosting } from "#app/db/stores/till-postings.server.ts";
import { raise } from "../breaks/raise.server.ts";
import type { Runtime } from "../ports.ts";
import { explainBreaks } from "./explain-breaks.server.ts";

const kind = "ledger:no-provider-record";
const batch = 500;

/** The reverse: each posting on the provider's till, recorded in (from, to], has its movement. */
export async function checkLedger(
  runtime: Runtime,
  from: Date,
  to: Date,
): Promise<{ readonly raised: number; readonly explained: number }> {
  let raised = 0;
  let after: string | null = null;
  for (;;) {
    const rows: readonly UnrecordedPosting[] = await listUnrecorded(runtime.db, {
      from,
      to,
      after,
      limit: batch,
    });
    for (const row of rows) if (await report(runtime, row)) raised += 1;
    after = rows.at(-1)?.postingId ?? null;
    if (rows.length < batch) break;
  }
  await setMark(runtime.db, runtime.payments.name, "ledger", to);
  return { raised, explained: await lookAgain(runtime, to) };
}

function report(runtime: Runtime, row: UnrecordedPosting): Promise<boolean> {
  return raise(runtime, runtime.db, {
    portfolioId: row.portfolioId,
    accountId: row.accountId,
    kind,
    reference: row.postingId,
    detail: {
      posting: row.postingId,
      sort: row.kind,
      about: row.sourceRef,
      books: { amountMinor: String(row.amount), currency: row.currency },
      recordedAt: row.recordedAt.toISOString(),
    },
  });
}

/** What the provider told later explains what an earlier run missed. */
async function lookAgain(runtime: Runtime, to: Date): Promise<number> {
  const portfolioIds = (await listPortfolios(runtime.db)).map(({ id }) => id);
  const open = await listBreaks(runtime.db, {
    portfolioIds,
    shared: false,
    state: "open",
    owner: null,
    kind,
    raisedBefore: null,
    after: null,
    limit: batch,
  });
  const ids = open.map(({ reference }) => reference);
  if (ids.length === 0) return 0;
  const range = { from: new Date(0), to, after: null, limit: batch, only: ids };
  const still = new Set((await listUnrecorded(runtime.db, range)).map((row) => row.postingId));
  let explained = 0;
  for (const id of ids.filter((one) => !still.has(one))) {
    explained += await runtime.db.transaction((tx) => explainBreaks(runtime, tx, [kind], id));
  }
  return explained;
}
