import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Views } from "#app/components/staff/filters.tsx";
import { MorePages } from "#app/components/staff/more-pages.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { paymentListStates } from "#app/domain/payments/listed.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffPayments } from "#app/services/reading/staff-payments.server.ts";
import { readPaymentFilters } from "./filters.ts";
import { PaymentFilters } from "./payment-filters.tsx";
import { PaymentTable } from "./payment-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "payments:read");
  return staffPayments(context.runtime, actor, readPaymentFilters(new URL(request.url)));
}

/** Every payment that came in, and what of it went back. */
export default function Payments() {
  const { t } = useTranslation("staff");
  const [params] = useSearchParams();
  const { portfolios, rows, next } = useLoaderData<typeof loader>();
  const chosen = params.get("state") ?? "";
  const acts = (
    <ButtonLink look="second" href="/staff/payments/refunds">
      {t("payments.toDecide")}
    </ButtonLink>
  );
  return (
    <StaffPage title={t("payments.title")} lead={t("payments.lead")} acts={acts}>
      <Views
        label={t("payments.views")}
        views={["" as const, ...paymentListStates].map((view) => ({
          label: view === "" ? t("payments.all") : t(`paymentState.${view}`),
          href: view === "" ? "/staff/payments" : `/staff/payments?state=${view}`,
          current: chosen === view,
        }))}
      />
      <PaymentFilters params={params} portfolios={portfolios} />
      {rows.length > 0 ? <PaymentTable rows={rows} /> : <Lead>{t("payments.none")}</Lead>}
      <MorePages params={params} next={next} />
    </StaffPage>
  );
}
