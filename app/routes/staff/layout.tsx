import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { failureOf } from "#app/components/layout/failure.ts";
import type { PageHandle } from "#app/components/layout/page-handle.ts";
import { StaffErrorPage } from "#app/components/staff/staff-error-page.tsx";
import { StaffFrameContext } from "#app/components/staff/staff-frame.tsx";
import type { loader as rootLoader } from "#app/root.tsx";
import { staffFrame } from "./frame.server.ts";

export const handle = {
  area: "staff",
  i18n: ["staff", "debtor"],
  script: true,
} satisfies PageHandle;

export function loader({ request, context }: LoaderFunctionArgs) {
  return staffFrame(request, context);
}

export default function StaffLayout() {
  return (
    <StaffFrameContext.Provider value={useLoaderData<typeof loader>()}>
      <Outlet />
    </StaffFrameContext.Provider>
  );
}

export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/staff/layout") ?? null;
  const facts = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <StaffFrameContext.Provider value={frame}>
      <StaffErrorPage failure={failureOf(useRouteError())} requestId={facts?.requestId ?? null} />
    </StaffFrameContext.Provider>
  );
}
