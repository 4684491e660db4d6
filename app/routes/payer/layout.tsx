import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { failureOf } from "#app/components/layout/failure.ts";
import { bareFrame, FrameContext } from "#app/components/layout/frame.tsx";
import type { PageHandle } from "#app/components/layout/page-handle.ts";
import { payerOf } from "#app/http/payer-guard.server.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { payerBrand } from "#app/services/reading/payer.server.ts";

export const handle = { area: "debtor", i18n: ["debtor"] } satisfies PageHandle;

/** The brand's name and nothing else: whoever pays may know no more. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const link = await payerOf(request, context);
  if (link === null) return { ...bareFrame, nameOnly: true };
  const brand = await payerBrand(context.runtime, link, context.locale);
  return { ...bareFrame, brand, nameOnly: true };
}

export default function PayerLayout() {
  return (
    <FrameContext.Provider value={useLoaderData<typeof loader>()}>
      <Outlet />
    </FrameContext.Provider>
  );
}

export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/payer/layout") ?? bareFrame;
  const facts = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <FrameContext.Provider value={frame}>
      <ErrorPage failure={failureOf(useRouteError())} requestId={facts?.requestId ?? null} />
    </FrameContext.Provider>
  );
}
