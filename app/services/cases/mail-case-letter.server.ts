import { findCase } from "#app/db/stores/case-files.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { caseLetter } from "./case-letter.server.ts";
import { holdingLetter } from "./holding-letter.server.ts";
import { tellOfCase } from "./tell-of-case.server.ts";

const letters = { answer: caseLetter, holding: holdingLetter } as const;
const messages = { answer: "case-answered", holding: "case-held-over" } as const;

/**
 * Sends a letter about a case, its answer or the one that there is none yet; its own work after
 * that was recorded, so that no file that fails can undo it. Its key in the queue lets it run once;
 * after a crash between the two, a letter rather comes twice than not at all.
 */
export async function mailCaseLetter(
  runtime: Runtime,
  caseId: string,
  round: number,
  which: keyof typeof letters,
): Promise<void> {
  const row = await findCase(runtime.db, caseId);
  const letter = row && (await letters[which](runtime, row, round));
  assert(row !== null && letter !== null, `no ${which} of case ${caseId} in round ${round}`);
  const portfolio = await loadPortfolio(runtime.db, row.portfolioId);
  const { filename, bytes: content } = letter;
  const attachments = [{ filename, contentType: "application/pdf", content }];
  await runtime.db.transaction((tx) =>
    tellOfCase(runtime, tx, portfolio, row, messages[which], attachments),
  );
}
