import type { Runtime } from "#app/services/ports.ts";
import { type Problem, problem } from "./problem.server.ts";

/** Requests a minute of one key, or of one address that has none, in this process. */
export const limits = { key: 6_000, address: 600 } as const;

const windowMs = 60_000;

interface Window {
  startedAt: number;
  count: number;
}

const windows = new WeakMap<Runtime, Map<string, Window>>();

/** Counts a request. The headers tell how much is left; the problem, that nothing is. */
export function countRequest(
  runtime: Runtime,
  who: string,
  limit: number,
): { readonly headers: Readonly<Record<string, string>>; readonly problem: Problem | null } {
  const nowMs = runtime.clock.now();
  const window = windowOf(runtime, who, nowMs);
  window.count += 1;
  const resetS = Math.max(1, Math.ceil((window.startedAt + windowMs - nowMs) / 1000));
  const headers = {
    "RateLimit-Limit": String(limit),
    "RateLimit-Remaining": String(Math.max(0, limit - window.count)),
    "RateLimit-Reset": String(resetS),
    "RateLimit-Policy": `${limit};w=${windowMs / 1000}`,
  };
  if (window.count <= limit) return { headers, problem: null };
  const late = problem(429, "too-many-requests", `More than ${limit} requests in a minute.`, {
    headers: { ...headers, "Retry-After": String(resetS) },
  });
  return { headers, problem: late };
}

function windowOf(runtime: Runtime, who: string, nowMs: number): Window {
  const known = windows.get(runtime) ?? new Map<string, Window>();
  windows.set(runtime, known);
  const found = known.get(who);
  if (found !== undefined && nowMs < found.startedAt + windowMs) return found;
  if (known.size > 10_000) forgetEnded(known, nowMs);
  const fresh = { startedAt: nowMs, count: 0 };
  known.set(who, fresh);
  return fresh;
}

function forgetEnded(known: Map<string, Window>, nowMs: number): void {
  for (const [who, { startedAt }] of known) if (nowMs >= startedAt + windowMs) known.delete(who);
}
