import { randomBytes, randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import type { Log } from "#app/services/ports.ts";
import { isMachinePath } from "./origin.server.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Numbers a request, draws its nonce, and refuses what is no request of HTTP as we speak it. */
export function openRequest(request: Request, response: Response, next: NextFunction): void {
  response.locals.requestId = randomUUID();
  response.locals.nonce = randomBytes(16).toString("base64");
  response.setHeader("X-Request-Id", response.locals.requestId);
  const fault = faultOf(request);
  if (fault === null) next();
  else response.status(fault).type("text").send("This request cannot be read.\n");
}

/** One line a request, without query and without anything that may be a secret. */
export function logRequests(log: Log) {
  return (request: Request, response: Response, next: NextFunction) => {
    const from = performance.now();
    const { method, path } = request;
    response.on("close", () => {
      const { requestId } = response.locals;
      const { statusCode: status, writableFinished } = response;
      const durationMs = Math.round(performance.now() - from);
      log.info(
        { requestId, method, path: maskPath(path), status, durationMs, done: writableFinished },
        "request",
      );
    });
    next();
  };
}

/** Link tokens stand in paths until they are exchanged; no part that long is shown. */
export function maskPath(path: string): string {
  return path.replace(/[A-Za-z0-9_-]{24,}/g, "…").slice(0, 200);
}

/** The status that says what is wrong with a request before anybody looks into it. */
function faultOf({ method, headers, path, url }: Request): number | null {
  if (!methods.has(method)) return 405;
  if (!/^[A-Za-z0-9.:[\]-]{1,255}$/.test(headers.host ?? "")) return 400;
  // Nobody types it and no text of the database holds it; the API has words of its own for it.
  if (/%00/.test(url) && !isMachinePath(path)) return 400;
  try {
    decodeURIComponent(path);
    return null;
  } catch {
    return 400;
  }
}
