import type { IncomingMessage, ServerResponse } from "node:http";
import { languageOf } from "../shared/page.ts";
import { readJson, sendJson, sendPage } from "../shared/serve.ts";
import { readBehaviour, WELL } from "./behaviour.ts";
import { collectorPage } from "./page.ts";
import { receive } from "./receive.ts";
import type { System } from "./system.ts";

/** Every address that the collector's system answers. */
export async function answer(
  system: System,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://collector.invalid");
  const accountRef = url.searchParams.get("accountRef") ?? "";
  switch (`${request.method} ${url.pathname}`) {
    case "POST /webhooks":
      return receive(system, request, response);
    case "GET /events":
      return sendJson(response, 200, published(system, accountRef));
    case "GET /":
      return sendPage(response, collectorPage(system, accountRef, languageOf(request, url)));
    case "GET /_sim/state":
      return sendJson(response, 200, { behaviour: system.behaviour, refused: system.refused });
    case "POST /_sim/mode":
      return setMode(system, request, response);
    case "POST /_sim/configure":
      return configure(system, request, response);
    case "POST /_sim/reset":
      system.store.clear();
      system.behaviour = WELL;
      system.refused = 0;
      return sendJson(response, 200, {});
    default:
      return sendJson(response, 404, { error: "no such address" });
  }
}

/** The events as they were sent, with what became of them, oldest first. */
function published(system: System, accountRef: string): object[] {
  return system.store.list(accountRef).map((event) => ({
    ...event.payload,
    id: event.id,
    receivedAt: event.receivedAt,
    deliveries: event.deliveries,
    inOrder: event.inOrder,
    appliedAt: event.appliedAt ?? null,
  }));
}

async function setMode(system: System, request: IncomingMessage, response: ServerResponse) {
  const behaviour = readBehaviour((await readJson(request)) ?? {});
  if (!behaviour) return sendJson(response, 400, { error: "no such mode" });
  system.behaviour = behaviour;
  return sendJson(response, 200, {});
}

/** `{"secret"?,"apiBase"?,"apiKey"?}`: an address and a key together switch applying on. */
async function configure(system: System, request: IncomingMessage, response: ServerResponse) {
  const { secret, apiBase, apiKey } = (await readJson(request)) ?? {};
  if (typeof secret === "string") system.secret = secret;
  if (typeof apiBase === "string" && typeof apiKey === "string") {
    system.target = { apiBase, apiKey };
  }
  return sendJson(response, 200, {});
}
