import { newId } from "../ids.ts";
import { expireDue } from "../payments/expire.ts";
import { docUrl, type ErrorBody, invalid, Refusal } from "../refusal.ts";
import type { Fault, Sandbox } from "../sandbox.ts";
import { apiVersion } from "../webhooks/emit.ts";
import { expand } from "./expand.ts";
import { errorFor, takeFault } from "./faults.ts";
import { type Field, fieldsOf } from "./field.ts";
import { parseForm } from "./form.ts";
import { findAnswer, hashRequest, isKept } from "./idempotency.ts";
import { routes } from "./routes.ts";

export interface ApiRequest {
  method: string;
  path: string;
  query: string;
  body: string;
  authorization: string | null;
  key: string | null;
  version: string | null;
}

/** What goes on the wire; `reset` and `hang` are what does not. */
export type ApiAnswer =
  | { status: number; headers: Record<string, string>; body: string }
  | "reset"
  | "hang";

const inFlight = new WeakMap<Sandbox, Set<string>>();

/** Serves one request to /v1 with faults, authentication and idempotency around it. */
export async function serveApi(sandbox: Sandbox, request: ApiRequest): Promise<ApiAnswer> {
  const requestId = newId("req_", 14);
  const fault = takeFault(sandbox, request.method, request.path);
  const running = inFlight.get(sandbox) ?? new Set<string>();
  inFlight.set(sandbox, running);
  const key = request.method === "POST" ? request.key : null;
  if (fault && fault.kind !== "delay" && fault.when === "before") {
    return spoil(sandbox, request, fault, requestId);
  }
  if (key !== null && running.has(key)) {
    return failure(409, errorFor(409, undefined), requestId, { "stripe-should-retry": "true" });
  }
  if (key !== null) running.add(key);
  try {
    if (fault?.kind === "delay") await pause(fault.delayMs ?? 0);
    const answer = carryOut(sandbox, request, key, requestId);
    const replayed = typeof answer === "object" && "idempotent-replayed" in answer.headers;
    if (typeof answer === "object" && !replayed) {
      sandbox.witness(`${request.method} ${request.path} ${answer.status}`, answer.body);
    }
    const lost = fault !== null && fault.kind !== "delay";
    return lost ? spoil(sandbox, request, fault, requestId) : answer;
  } finally {
    if (key !== null) running.delete(key);
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function carryOut(
  sandbox: Sandbox,
  request: ApiRequest,
  key: string | null,
  requestId: string,
): ApiAnswer {
  try {
    authenticate(request.authorization);
    if (key === null) return handle(sandbox, request, requestId);
    if (key.length > 255) throw invalid(undefined, "Idempotency keys can be 255 characters long.");
    const hash = hashRequest(request.method, request.path, request.body);
    const saved = findAnswer(sandbox, key, hash);
    if (saved) {
      const replayed = { "idempotent-replayed": "true", "original-request": saved.requestId };
      return success(saved.status, saved.body, requestId, { ...replayed, "idempotency-key": key });
    }
    const answer = handle(sandbox, request, requestId);
    keep(sandbox, key, hash, answer, requestId);
    return answer;
  } catch (error) {
    if (error instanceof Refusal) return failure(error.status, error.body, requestId);
    throw error;
  }
}

/** Test keys only: whoever sends a live key to a simulator has made a mistake. */
function authenticate(authorization: string | null): void {
  const key = authorization?.replace(/^Bearer /, "") ?? "";
  if (/^(sk|rk)_test_\w+$/.test(key)) return;
  const message =
    key === ""
      ? "You did not provide an API key."
      : `Invalid API Key provided: ${key.slice(0, 8)}****`;
  throw new Refusal(401, { type: "invalid_request_error", message });
}

function handle(sandbox: Sandbox, request: ApiRequest, requestId: string): ApiAnswer {
  expireDue(sandbox);
  const fields = readFields(request);
  sandbox.request = { id: requestId, key: request.key };
  try {
    for (const [method, pattern, handler] of routes) {
      const match = method === request.method ? pattern.exec(request.path) : null;
      if (!match) continue;
      const [id = "", inner = ""] = match.slice(1).map(decodeURIComponent);
      const object = handler(sandbox, { id, inner, fields });
      const body = JSON.stringify(expand(sandbox, object, fields.get("expand").texts()), null, 2);
      return success(200, body, requestId);
    }
    throw new Refusal(404, {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${request.method}: ${request.path}).`,
    });
  } catch (error) {
    if (error instanceof Refusal) return failure(error.status, error.body, requestId);
    throw error;
  } finally {
    sandbox.request = { id: null, key: null };
  }
}

/**
 * Strict in the version whose types these are. Others, such as Stripe's CLI, may send what is not
 * simulated, and name the payment methods as they were named before.
 */
function readFields(request: ApiRequest): Field {
  const params = parseForm(request.method === "GET" ? request.query : request.body);
  if (request.version === apiVersion) return fieldsOf(params);
  if (params.payment_method_types)
    params.allowed_payment_method_types = params.payment_method_types;
  return fieldsOf(params, false);
}

function keep(
  sandbox: Sandbox,
  key: string,
  hash: string,
  answer: ApiAnswer,
  requestId: string,
): void {
  if (typeof answer === "string" || !isKept(answer.status, answer.body)) return;
  const { status, body } = answer;
  sandbox.memory.answers[key] = { hash, status, body, requestId, at: sandbox.clock.now() };
}

function spoil(sandbox: Sandbox, request: ApiRequest, fault: Fault, requestId: string): ApiAnswer {
  const status = fault.status ?? 500;
  switch (fault.kind) {
    case "reset":
    case "hang":
      return fault.kind;
    case "html":
      return {
        status: fault.status ?? 502,
        headers: { "content-type": "text/html" },
        body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
      };
    case "empty":
      return { status: fault.status ?? 200, headers: {}, body: "" };
    case "no-envelope":
      return success(status, JSON.stringify({ message: "upstream failure" }), requestId);
    default: {
      const answer = failure(status, errorFor(status, fault.code), requestId);
      if (fault.saved && request.key !== null) {
        const hash = hashRequest(request.method, request.path, request.body);
        keep(sandbox, request.key, hash, answer, requestId);
      }
      return answer;
    }
  }
}

function success(
  status: number,
  body: string,
  requestId: string,
  headers: Record<string, string> = {},
): ApiAnswer {
  const own = { "content-type": "application/json", "request-id": requestId };
  return { status, headers: { ...own, ...headers }, body };
}

function failure(
  status: number,
  body: ErrorBody,
  requestId: string,
  headers: Record<string, string> = {},
): ApiAnswer {
  const error = body.code === undefined ? body : { doc_url: docUrl(body.code), ...body };
  return success(status, JSON.stringify({ error }, null, 2), requestId, headers);
}
