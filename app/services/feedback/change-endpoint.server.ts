import type { Tx } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { placeBeforeWaiting, requeueDeliveries } from "#app/db/stores/deliveries.server.ts";
import {
  deleteEndpointRow,
  disableEndpointRow,
  type EndpointRow,
  enableEndpointRow,
  findEndpoint,
  setEndpointSecrets,
} from "#app/db/stores/endpoints.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { endpointBinding, webhookSecret } from "./add-endpoint.server.ts";

type Done<T> = Promise<Result<T, "not-found">>;

/** Takes an endpoint away, with what waited for it. */
export async function removeEndpoint(runtime: Runtime, actor: Actor, id: string): Done<null> {
  return change(runtime, actor, id, "endpoint.removed", async (tx) => {
    await deleteEndpointRow(tx, id);
    return null;
  });
}

/** Stops an endpoint, or lets it take events again: then everything it has missed is queued. */
export async function switchEndpoint(
  runtime: Runtime,
  actor: Actor,
  id: string,
  state: EndpointRow["state"],
): Done<EndpointRow> {
  return change(runtime, actor, id, `endpoint.${state}`, async (tx, endpoint) => {
    const at = new Date(runtime.clock.now());
    if (state === "disabled") await disableEndpointRow(tx, id, at);
    else if (endpoint.state === "disabled") {
      await enableEndpointRow(tx, id);
      const place = await placeBeforeWaiting(tx, id);
      if (place !== null) await requeueDeliveries(tx, endpoint, place, at);
      await closeTask(tx, "webhook-endpoint", id, actorName(actor), at);
    }
    return (await findEndpoint(tx, id)) ?? endpoint;
  });
}

/** A new secret beside the one in use; events carry a signature of each. Shown once. */
export async function rotateSecret(
  runtime: Runtime,
  actor: Actor,
  id: string,
): Done<{ readonly secret: string }> {
  return change(runtime, actor, id, "endpoint.secret-rotated", async (tx, endpoint) => {
    const secret = webhookSecret(Buffer.from(runtime.ids.token(), "base64url"));
    const known = runtime.sealer.open<string[]>(endpointBinding(endpoint), endpoint.secrets);
    const secrets = [secret, ...known].slice(0, 2);
    await setEndpointSecrets(tx, id, runtime.sealer.seal(endpointBinding(endpoint), secrets));
    return { secret };
  });
}

/** Sends an endpoint everything again that has a place in the feed from `from` on. */
export async function replayEvents(
  runtime: Runtime,
  actor: Actor,
  id: string,
  from: bigint,
): Done<{ readonly queued: number }> {
  return change(runtime, actor, id, "endpoint.replayed", async (tx, endpoint) => {
    const at = new Date(runtime.clock.now());
    return { queued: await requeueDeliveries(tx, endpoint, from - 1n, at) };
  });
}

async function change<T>(
  runtime: Runtime,
  actor: Actor,
  id: string,
  action: string,
  work: (tx: Tx, endpoint: EndpointRow) => Promise<T>,
): Promise<Result<T, "not-found">> {
  return runtime.db.transaction(async (tx) => {
    const endpoint = await findEndpoint(tx, id);
    if (endpoint === null || !worksIn(actor, endpoint.portfolioId)) return err("not-found");
    const done = await work(tx, endpoint);
    await appendAudit(tx, {
      portfolioId: endpoint.portfolioId,
      actor: actorName(actor),
      action,
      subject: `endpoint:${id}`,
      detail: { url: endpoint.url },
      at: new Date(runtime.clock.now()),
    });
    return ok(done);
  });
}
