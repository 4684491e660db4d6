import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { ok, type Result } from "#app/domain/primitives/result.ts";
import type { Runtime } from "#app/services/ports.ts";
import type { CommandFault } from "./answer.ts";
import { portfolioOf } from "./run-import.ts";

/** Ids of the one portfolio that is named, or of all. */
export async function portfolioIds(
  runtime: Runtime,
  code: string | undefined,
): Promise<Result<readonly string[], CommandFault>> {
  if (code !== undefined) {
    const found = await portfolioOf(runtime, code);
    return found.ok ? ok([found.value.id]) : found;
  }
  const all = await listPortfolios(runtime.db);
  return ok(all.map((row) => row.id));
}

/** Every item of a list that comes in pages. */
export async function* everyPage<Item>(
  page: (after: string | null) => Promise<{ items: readonly Item[]; next: string | null }>,
): AsyncGenerator<Item> {
  let after: string | null = null;
  do {
    const { items, next }: { items: readonly Item[]; next: string | null } = await page(after);
    yield* items;
    after = next;
  } while (after !== null);
}

/** Everything of a stream, for an answer that is one document. */
export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
