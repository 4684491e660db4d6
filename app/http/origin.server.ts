import type { NextFunction, Request, Response } from "express";
import type { Settings } from "./settings.server.ts";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);
const loopbackHosts = ["127.0.0.1", "localhost", "[::1]"];

/** Machines come without cookies and prove themselves by key or signature. */
export function isMachinePath(path: string): boolean {
  return /^\/(api|webhooks|metrics|healthz|readyz)(\/|$)/.test(path);
}

/**
 * Refuses what another site's page sends with the visitor's cookies. Remix would compare Origin
 * with Host and fail with 500, or wrongly refuse behind a proxy that rewrites Host: it is decided
 * here, by the public origin, and Remix does not get to see the header.
 */
export function ownOriginOnly(settings: Pick<Settings, "origin">) {
  const own = ownOrigins(settings.origin);
  return (request: Request, response: Response, next: NextFunction) => {
    const { origin } = request.headers;
    const foreign = origin === undefined ? sentByAnother(request) : !own.has(origin);
    if (!harmless.has(request.method) && foreign && !isMachinePath(request.path)) {
      response.status(403).type("text").send("This form came from another site.\n");
      return;
    }
    delete request.headers.origin;
    next();
  };
}

/** On loopback each of its names is this site: people type one and follow links to another. */
function ownOrigins(origin: string): ReadonlySet<string> {
  const { hostname, port } = new URL(origin);
  if (!loopbackHosts.includes(hostname)) return new Set([origin]);
  return new Set(loopbackHosts.map((host) => new URL(`http://${host}:${port}`).origin));
}

function sentByAnother(request: Request): boolean {
  const site = request.headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}
