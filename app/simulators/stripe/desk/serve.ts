import type { IncomingMessage, ServerResponse } from "node:http";
import { languageOf } from "../../shared/page.ts";
import { sendPage } from "../../shared/serve.ts";
import type { SimulatorControl } from "../control/control.ts";
import { Refusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { act } from "./act.ts";
import { deskPage } from "./desk-page.ts";

/** Answers `/`: the page where a person sees payments and does to them what the world does. */
export function sendDesk(
  sandbox: Sandbox,
  control: SimulatorControl,
  { request, response, url, body }: DeskRequest,
): void {
  const language = languageOf(request, url);
  const view = { language, payment: url.searchParams.get("payment") ?? "" };
  if (request.method !== "POST") sendPage(response, deskPage(sandbox, view, null));
  else if (!fromHere(request)) response.writeHead(403).end();
  else {
    const refusal = tryAct(sandbox, control, new URLSearchParams(body));
    if (refusal !== null) sendPage(response, deskPage(sandbox, view, refusal), 400);
    else response.writeHead(303, { location: `/${url.search}`, "cache-control": "no-store" }).end();
  }
}

export interface DeskRequest {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  body: string;
}

/** Why it could not be done; null when it was. */
function tryAct(sandbox: Sandbox, control: SimulatorControl, form: URLSearchParams): string | null {
  try {
    act(sandbox, control, form);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** A form on somebody else's page may not move the simulator. */
function fromHere(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
