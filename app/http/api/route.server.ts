import type { ActionFunctionArgs } from "@remix-run/node";
import { refusalOf } from "#app/db/refusal.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "#app/services/actor.ts";
import { findKey } from "#app/services/keys/find-key.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { act } from "./act.server.ts";
import { type Found, finder } from "./find.server.ts";
import { methodOf, type Operation, type Resource } from "./operation.server.ts";
import { notThere, type Problem, problem, problemResponse } from "./problem.server.ts";
import { countRequest, limits } from "./rate-limit.server.ts";

/** Loader and action of every address of the API below `/api/v1`, whatever the method. */
export function apiRoute(resources: readonly Resource[]) {
  const find = finder(resources);
  return async ({ request, context }: ActionFunctionArgs): Promise<Response> => {
    const { runtime, requestId, clientAddress } = context;
    const headers = new Headers();
    try {
      const found = find(new URL(request.url).pathname);
      const answer = found
        ? await respond({ runtime, request, found, address: clientAddress }, headers)
        : err(notThere);
      const response = answer.ok ? answer.value : problemResponse(answer.error, requestId);
      for (const [name, value] of headers) response.headers.set(name, value);
      return response;
    } catch (error) {
      return problemResponse(faultOf(runtime, error, requestId), requestId);
    }
  };
}

interface Arrival {
  readonly runtime: Runtime;
  readonly request: Request;
  readonly found: Found;
  readonly address: string;
}

async function respond(arrival: Arrival, headers: Headers): Promise<Result<Response, Problem>> {
  const { runtime, request, found, address } = arrival;
  const operation = found.resource.methods[methodOf(request)];
  if (operation === undefined) return err(otherMethod(found.resource));
  const actor = await actorOf(runtime, request, operation);
  const keyId = actor.ok ? actor.value.keyId : "";
  const count = keyId
    ? countRequest(runtime, `key:${keyId}`, limits.key)
    : countRequest(runtime, `address:${address}`, limits.address);
  for (const [name, value] of Object.entries(count.headers)) headers.set(name, value);
  if (count.problem !== null) return err(count.problem);
  if (!actor.ok) return actor;
  const { scope } = operation;
  if (scope !== null && !actor.value.scopes.includes(scope)) {
    return err(problem(403, "scope-missing", `This key lacks the scope ${scope}.`));
  }
  return act({ runtime, request, params: found.params, operation, actor: actor.value });
}

function otherMethod({ methods }: Resource): Problem {
  const allowed = Object.keys(methods).flatMap((one) => (one === "GET" ? ["GET", "HEAD"] : [one]));
  return problem(405, "method-not-allowed", "This address does not take this method.", {
    headers: { Allow: allowed.join(", ") },
  });
}

const nobody: KeyActor = { kind: "key", keyId: "", scopes: [], portfolioIds: [] };

async function actorOf(
  runtime: Runtime,
  request: Request,
  { scope }: Operation,
): Promise<Result<KeyActor, Problem>> {
  if (scope === null) return ok(nobody);
  const [, key] = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const actor = key === undefined ? null : await findKey(runtime, key);
  if (actor !== null) return ok(actor);
  const known = key === undefined ? "" : ', error="invalid_token"';
  return err(
    problem(401, "key-needed", "Send a valid key: Authorization: Bearer …", {
      headers: { "WWW-Authenticate": `Bearer realm="evenkeel"${known}` },
    }),
  );
}

/** What nobody foresaw: the log gets the details, the asker the number of the request. */
function faultOf({ log }: Runtime, error: unknown, requestId: string): Problem {
  const refusal = refusalOf(error);
  if (refusal?.kind === "unavailable" || refusal?.kind === "timeout") {
    log.warn({ err: refusal.message, requestId }, "the API could not reach the database");
    return problem(503, "unavailable", "Not available for the moment; nothing was lost.", {
      headers: { "Retry-After": "5" },
    });
  }
  log.error({ err: error, requestId }, "a request to the API failed");
  return problem(500, "internal", "Something failed on our side; it has been noted.");
}
