import type { LoaderFunctionArgs } from "@remix-run/node";
import { openApi } from "#app/http/api/openapi.server.ts";
import { resources } from "./resources.server.ts";

/** The description of the API; nobody needs a key to read it. */
export function loader({ context }: LoaderFunctionArgs) {
  const document = openApi(resources, context.runtime.settings.origin);
  return new Response(`${JSON.stringify(document)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "public, max-age=300",
    },
  });
}
