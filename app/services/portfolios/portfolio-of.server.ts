import { listPortfolios, type PortfolioRow } from "#app/db/stores/portfolios.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/**
 * The portfolio that a key means by its code; without one, the only portfolio of the key. A code
 * that the key may not see is as unknown as one that does not exist.
 */
export async function portfolioOf(
  runtime: Runtime,
  actor: KeyActor,
  code: string | undefined,
): Promise<Result<PortfolioRow, "unknown-portfolio" | "portfolio-missing">> {
  const rows = await listPortfolios(runtime.db);
  const seen = rows.filter((row) => actor.portfolioIds.includes(row.id));
  const found = code === undefined ? seen : seen.filter((row) => row.code === code);
  const [row] = found;
  if (row === undefined) return err("unknown-portfolio");
  return found.length === 1 ? ok(row) : err("portfolio-missing");
}
