import type { LoaderFunctionArgs } from "@remix-run/node";
import { checkReady } from "#app/services/operations/check-ready.server.ts";

/** Whether this process can work: database, migrations, worker, provider. */
export async function loader({ context }: LoaderFunctionArgs) {
  const readiness = await checkReady(context.runtime);
  return new Response(`${JSON.stringify(readiness)}\n`, {
    status: readiness.ready ? 200 : 503,
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
}
