import type { AppLoadContext } from "@remix-run/node";
import type { FailedForm } from "#app/components/layout/failed-form.tsx";
import { refusalOf } from "#app/db/refusal.server.ts";
import { knownVisit } from "./debtor-guard.server.ts";
import { keepAnswered, typedInto } from "./typed-forms.server.ts";

/**
 * A long form that a failure of ours met: the database away, an error nobody foresaw. Keeping what
 * was typed needs the database as well, so the page that says so carries it: it is sent once more
 * from there.
 */
export async function failedForm(
  request: Request,
  context: AppLoadContext,
): Promise<FailedForm | null> {
  const sent = await typedInto(request, context).catch(() => null);
  if (sent === null) return null;
  const type = request.headers.get("Content-Type") ?? "";
  const { values, names } = sent;
  return { values, names: names.join(" "), files: /^multipart\//i.test(type) };
}

/** Keeps what was typed into a form that a page answers; a failure of it takes no page away. */
export async function keepTyped(request: Request, context: AppLoadContext): Promise<void> {
  try {
    await keepAnswered(request, context, await knownVisit(context));
  } catch (error) {
    const { requestId, runtime } = context;
    runtime.log.error({ err: error, requestId }, "what was typed was not kept");
  }
}

const away = new WeakSet<AppLoadContext>();

/** Notes that a page failed because the database could not be reached, if it was that. */
export function noteAway(error: unknown, context: AppLoadContext): void {
  const kind = refusalOf(error)?.kind;
  if (kind === "unavailable" || kind === "timeout") away.add(context);
}

const retryAfterSeconds = 30;

/** The status of a page that failed: 503, and when to come back, while the database is away. */
export function failedStatus(status: number, headers: Headers, context: AppLoadContext): number {
  if (status !== 500 || !away.has(context)) return status;
  headers.set("Retry-After", String(retryAfterSeconds));
  return 503;
}
