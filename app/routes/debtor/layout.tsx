import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { failureOf } from "#app/components/layout/failure.ts";
import { bareFrame, FrameContext } from "#app/components/layout/frame.tsx";
import type { PageHandle } from "#app/components/layout/page-handle.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { debtorFrame } from "./frame.server.ts";

export const handle = { area: "debtor", i18n: ["debtor"] } satisfies PageHandle;

export function loader({ request, context }: LoaderFunctionArgs) {
  return debtorFrame(request, context);
}

export default function DebtorLayout() {
  return (
    <FrameContext.Provider value={useLoaderData<typeof loader>()}>
      <Outlet />
    </FrameContext.Provider>
  );
}

/** What goes wrong on a debtor's page is said within the frame, when that much is known. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/debtor/layout") ?? bareFrame;
  const facts = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <FrameContext.Provider value={frame}>
      <ErrorPage door failure={failureOf(useRouteError())} requestId={facts?.requestId ?? null} />
    </FrameContext.Provider>
  );
}
