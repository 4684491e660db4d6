import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import type { ReactNode } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { type DocumentHead, HeadContext } from "./components/layout/document-head.tsx";
import { FailedFormContext } from "./components/layout/failed-form.tsx";
import { NonceContext } from "./components/layout/request-facts.tsx";
import { failedForm, failedStatus, keepTyped, noteAway } from "./http/failed-form.server.ts";
import { i18nFor } from "./i18n/instances.server.ts";

const renderLimitMs = 10_000;

/**
 * Renders a whole page before its first byte leaves: late parts of a stream stay invisible without
 * script, and a page that fails half-way could not change its status any more.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  if (request.method === "POST") await keepTyped(request, context);
  const failed = status >= 500 ? await failedForm(request, context) : null;
  const head: DocumentHead = { title: "", refreshAfterSeconds: null };
  const { nonce } = context;
  const page = await render(
    <I18nextProvider i18n={i18nFor(context.locale)}>
      <NonceContext.Provider value={nonce}>
        <HeadContext.Provider value={head}>
          <FailedFormContext.Provider value={failed}>
            <RemixServer context={remix} url={request.url} nonce={nonce} />
          </FailedFormContext.Provider>
        </HeadContext.Provider>
      </NonceContext.Provider>
    </I18nextProvider>,
    nonce,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Language", context.locale);
  headers.set("Cache-Control", "private, no-store");
  if (head.refreshAfterSeconds !== null) headers.set("Refresh", String(head.refreshAfterSeconds));
  return new Response(withTitle(page, head.title), {
    status: failedStatus(status, headers, context),
    headers,
  });
}

/** Failures that are ours go to the log with the number that the page shows; refusals do not. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  noteAway(error, context);
  context.runtime.log.error({ err: error, requestId: context.requestId }, "a page failed");
}

async function render(page: ReactNode, nonce: string): Promise<string> {
  const sink = new PassThrough();
  const html = buffer(sink);
  const fail = (error: unknown) => {
    sink.destroy(error as Error);
  };
  const { pipe, abort } = renderToPipeableStream(page, {
    nonce,
    onAllReady: () => pipe(sink),
    onShellError: fail,
    onError: fail,
  });
  const limit = setTimeout(abort, renderLimitMs);
  try {
    return `<!DOCTYPE html>${(await html).toString("utf8").replace(/^<!DOCTYPE html>/i, "")}`;
  } finally {
    clearTimeout(limit);
  }
}

/** The head is rendered before the page that names the document. */
function withTitle(page: string, title: string): string {
  const written = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return page.replace("<title></title>", () => `<title>${written}</title>`);
}
