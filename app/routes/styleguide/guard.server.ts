import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/http/responses.server.ts";

/**
 * The sheet of components is for those who build and try it: production has no such page.
 * `?theme=dark` shows the dark colours, `?fail=409` what a reader sees when a page fails.
 */
export function guardStyleguide({ context, request }: LoaderFunctionArgs) {
  if (context.runtime.settings.mode === "production") throw notFound();
  const { searchParams } = new URL(request.url);
  const status = Number(searchParams.get("fail"));
  if (status >= 500) throw new Error("a sample of a failure");
  if (status >= 400) throw new Response(null, { status });
  return { theme: searchParams.get("theme") === "dark" ? ("dark" as const) : ("light" as const) };
}
