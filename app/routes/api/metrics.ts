import type { LoaderFunctionArgs } from "@remix-run/node";
import { isFromInside } from "#app/http/inside.server.ts";
import { notFound } from "#app/http/responses.server.ts";
import { readMetrics } from "#app/services/operations/read-metrics.server.ts";

/** For the operator's Prometheus; to everybody else there is nothing here. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!isFromInside(request, context.clientAddress)) return notFound();
  const { type, text } = await readMetrics(context.runtime);
  return new Response(text, { headers: { "Content-Type": type, "Cache-Control": "no-store" } });
}
