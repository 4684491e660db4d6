import { appendAudit } from "#app/db/stores/audit.server.ts";
import { insertEndpoint } from "#app/db/stores/endpoints.server.ts";
import { isEventType } from "#app/domain/feedback/event-type.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime, SealBinding } from "../ports.ts";

export interface NewEndpoint {
  readonly portfolioId: string;
  readonly url: string;
  /** Event types wanted; empty or absent: all. */
  readonly types?: readonly string[];
  /** The demo's own; made here otherwise. */
  readonly secret?: string;
}

export type EndpointFault = "not-found" | "bad-url" | "unknown-type";

/** Adds a place that takes events (interfaces.md §7); its secret is shown once. */
export async function addEndpoint(
  runtime: Runtime,
  actor: Actor,
  wanted: NewEndpoint,
): Promise<Result<{ readonly id: string; readonly secret: string }, EndpointFault>> {
  const { portfolioId, url, types = [] } = wanted;
  if (!worksIn(actor, portfolioId)) return err("not-found");
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) return err("bad-url");
  if (!types.every(isEventType)) return err("unknown-type");
  const id = runtime.ids.next();
  const secret = wanted.secret ?? webhookSecret(Buffer.from(runtime.ids.token(), "base64url"));
  const secrets = runtime.sealer.seal(endpointBinding({ id, portfolioId }), [secret]);
  return runtime.db.transaction(async (tx) => {
    await insertEndpoint(tx, { id, portfolioId, url, secrets, types });
    await appendAudit(tx, {
      portfolioId,
      actor: actorName(actor),
      action: "endpoint.added",
      subject: `endpoint:${id}`,
      detail: { url, types },
      at: new Date(runtime.clock.now()),
    });
    return ok({ id, secret });
  });
}

/** Where an endpoint's secrets are sealed to. */
export function endpointBinding(row: { id: string; portfolioId: string }): SealBinding {
  return { portfolioId: row.portfolioId, table: "webhook_endpoint", id: row.id };
}

/** The form of Standard Webhooks 1.0. */
export function webhookSecret(bytes: Buffer): string {
  return `whsec_${bytes.toString("base64")}`;
}
