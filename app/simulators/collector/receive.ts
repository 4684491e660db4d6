import type { IncomingMessage, ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { readBody, sendJson } from "../shared/serve.ts";
import { type Behaviour, WELL } from "./behaviour.ts";
import type { System } from "./system.ts";

/**
 * Takes one webhook as Standard Webhooks 1.0 has it: a wrong, old or missing signature is refused
 * with 401, a body that is no event with 400, and an event is accepted with 204.
 */
export async function receive(
  system: System,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const behaviour = nextBehaviour(system);
  if (behaviour.mode === "hang") return;
  if (behaviour.mode === "down") {
    request.socket.destroy();
    return;
  }
  if (behaviour.mode === "slow") await new Promise((go) => setTimeout(go, behaviour.delayMs));
  if (["fail", "refuse", "redirect"].includes(behaviour.mode)) {
    response.writeHead(behaviour.status, { location: "/elsewhere" }).end();
    return;
  }
  const payload = verified(system, body, request);
  if (payload === "refused") return sendJson(response, 401, { error: "signature refused" });
  if (!payload) return sendJson(response, 400, { error: "no event" });
  const event = system.store.accept(String(request.headers["webhook-id"]), payload);
  if (behaviour.mode === "accept-and-drop") request.socket.destroy();
  else response.writeHead(204).end();
  if (system.target) {
    system.applier.later(system.target, system.store, event.accountRef, event.accountSeq);
  }
}

function nextBehaviour(system: System): Behaviour {
  const { behaviour } = system;
  if (behaviour.times !== undefined) {
    behaviour.times -= 1;
    if (behaviour.times <= 0) system.behaviour = WELL;
  }
  return behaviour;
}

/** The event that was signed; nothing when the signature holds but it is no event. */
function verified(system: System, body: Buffer | undefined, request: IncomingMessage) {
  if (!body || system.secret === undefined) return "refused";
  try {
    const headers = request.headers as Record<string, string>;
    new Webhook(system.secret).verify(body, headers, { jsonParse: false });
  } catch {
    system.refused += 1;
    return "refused";
  }
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    const object = typeof value === "object" && value !== null && "type" in value;
    return object ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
