import type { AppLoadContext } from "@remix-run/node";
import { readCookie } from "./cookies.server.ts";
import { visitCookie } from "./csrf.server.ts";

/** A double click sends the same form twice before the first answer can change the cookie. */
const graceMs = 10_000;

interface Rotation {
  readonly token: string;
  readonly visit: string;
  readonly until: number;
}

const rotations = new Map<string, Rotation>();

/** Remembers for ten seconds which token followed which, for the very browser that was given it. */
export function rememberRotation(
  request: Request,
  context: AppLoadContext,
  tokens: { readonly before: string | null; readonly after: string },
): void {
  const visit = visitIn(request, context);
  const nowMs = context.runtime.clock.now();
  for (const [old, { until }] of rotations) if (until <= nowMs) rotations.delete(old);
  if (tokens.before === null || visit === null) return;
  rotations.set(tokens.before, { token: tokens.after, visit, until: nowMs + graceMs });
}

/**
 * The token that followed one that opens nothing any more; null unless this browser's other cookie
 * proves that it is the one whose answer went astray.
 */
export function tokenAfter(
  request: Request,
  context: AppLoadContext,
  before: string | null,
): string | null {
  const rotation = before === null ? undefined : rotations.get(before);
  if (!rotation || rotation.until <= context.runtime.clock.now()) return null;
  return rotation.visit === visitIn(request, context) ? rotation.token : null;
}

function visitIn(request: Request, { runtime }: AppLoadContext): string | null {
  return readCookie(request.headers.get("Cookie"), visitCookie, runtime.settings);
}
