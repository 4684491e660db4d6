import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormToken } from "./components/forms/page-form.tsx";
import { ErrorPage } from "./components/layout/error-page.tsx";
import { failureOf } from "./components/layout/failure.ts";
import { lastHandle } from "./components/layout/page-handle.ts";
import { useNonce } from "./components/layout/request-facts.tsx";
import stylesheet from "./styles/app.css?url";

export function loader({ context }: LoaderFunctionArgs) {
  return { formToken: context.formToken, requestId: context.requestId };
}

export const handle = { i18n: ["common"] };

/** The document around every page and error; reads nothing that a failure can take away. */
export function Layout({ children }: { children: ReactNode }) {
  const { language } = useTranslation("common").i18n;
  const matches = useMatches();
  const nonce = useNonce();
  const facts = useRouteLoaderData<typeof loader>("root");
  const staff = lastHandle(matches, "area") === "staff";
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title suppressHydrationWarning>{titleWritten()}</title>
        <link rel="stylesheet" href={stylesheet} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-180.png" />
      </head>
      <body className={staff ? "staff" : undefined}>
        <FormToken.Provider value={facts?.formToken ?? ""}>{children}</FormToken.Provider>
        {lastHandle(matches, "script") && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** An address that no route knows, or a failure outside both areas. */
export function ErrorBoundary() {
  const facts = useRouteLoaderData<typeof loader>("root");
  return <ErrorPage failure={failureOf(useRouteError())} requestId={facts?.requestId ?? null} />;
}

/** Pages name the document while they are rendered; entry.server puts the name in here. */
function titleWritten(): string {
  return typeof document === "undefined" ? "" : document.title;
}
