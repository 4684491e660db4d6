import { appendAudit } from "#app/db/stores/audit.server.ts";
import { disableEndpointRow, type EndpointRow } from "#app/db/stores/endpoints.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import { actorName, system } from "../act.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Stops an endpoint that has refused for longer than any outage, and gives staff the task to ask
 * its owner. What waits for it stays queued until it is enabled again.
 */
export async function disableEndpoint(runtime: Runtime, endpoint: EndpointRow): Promise<void> {
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction(async (tx) => {
    if (!(await disableEndpointRow(tx, endpoint.id, at))) return;
    await raiseTask(tx, {
      id: runtime.ids.next(),
      portfolioId: endpoint.portfolioId,
      accountId: null,
      kind: "webhook-endpoint",
      reference: endpoint.id,
      dueAt: at,
    });
    await appendAudit(tx, {
      portfolioId: endpoint.portfolioId,
      actor: actorName(system),
      action: "endpoint.disabled",
      subject: `endpoint:${endpoint.id}`,
      detail: { url: endpoint.url, failingSince: endpoint.failingSince?.toISOString() ?? null },
      at,
    });
  });
  runtime.log.error({ endpointId: endpoint.id }, "webhook endpoint disabled");
}
