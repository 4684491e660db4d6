import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/http/responses.server.ts";

/** The sheet of components is for those who build and try it: production has no such page. */
export function guardStyleguide({ context, request }: LoaderFunctionArgs) {
  if (context.runtime.settings.mode === "production") throw notFound();
  const dark = new URL(request.url).searchParams.get("theme") === "dark";
  return { theme: dark ? ("dark" as const) : ("light" as const) };
}
