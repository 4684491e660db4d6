import { type EndpointRow, findEndpoint, listEndpoints } from "#app/db/stores/endpoints.server.ts";
import { findPortfolio } from "#app/db/stores/portfolios.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** The endpoints of a key's portfolios, as the API shows them; never their secrets. */
export async function listSeenEndpoints(runtime: Runtime, actor: KeyActor) {
  const rows = await listEndpoints(runtime.db, actor.portfolioIds);
  return Promise.all(rows.map((row) => documentOf(runtime, row)));
}

/** One endpoint that the caller has just acted on. */
export async function endpointDocument(runtime: Runtime, id: string) {
  const row = await findEndpoint(runtime.db, id);
  assert(row !== null, `no endpoint ${id}`);
  return documentOf(runtime, row);
}

async function documentOf(runtime: Runtime, row: EndpointRow) {
  const portfolio = await findPortfolio(runtime.db, row.portfolioId);
  return {
    id: row.id,
    portfolio: portfolio?.code ?? "",
    url: row.url,
    types: row.types,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    failingSince: row.failingSince?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
  };
}
