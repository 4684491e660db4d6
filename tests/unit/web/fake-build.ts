import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { z } from "zod";
import { moneyText, sentCode } from "#app/http/form-fields.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import "#app/http/load-context.server.ts";

/** A build of one resource route that says what it was given; no page is rendered. */
export function fakeBuild(): ServerBuild {
  const route = (id: string, path: string, module: object) => [
    id,
    { id, path, module: { default: undefined, ...module } },
  ];
  const routes = Object.fromEntries([
    route("echo", "echo", { loader: echo, action: fill }),
    route("api", "api/v1/echo", { action: () => new Response("machine") }),
    route("kept", "kept", {
      loader: () => new Response("x", { headers: { "Cache-Control": "public, max-age=60" } }),
    }),
    route("fail", "fail", {
      loader: () => {
        throw new Error("a secret detail");
      },
    }),
  ]);
  return {
    mode: "production",
    entry: { module: { default: () => new Response("document"), handleError: () => {} } },
    routes,
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: { v3_singleFetch: true } as unknown as ServerBuild["future"],
    isSpaMode: false,
  } as unknown as ServerBuild;
}

const schema = z.object({ amount: moneyText("CNY"), code: sentCode() });

function echo({ context, request }: LoaderFunctionArgs): Response {
  const { locale, nonce, formToken, clientAddress } = context;
  const origin = request.headers.get("Origin");
  return Response.json({ locale, nonce, formToken, clientAddress, origin });
}

async function fill({ request, context }: ActionFunctionArgs): Promise<Response> {
  const form = await readForm(request, context, schema, { secret: ["code"] });
  if (!form.ok) return Response.json(form.error, { status: 422 });
  const { amount, code } = form.value;
  return Response.json({ amount: String(amount), code });
}
