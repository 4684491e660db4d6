import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Quiet } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffRefunds } from "#app/services/reading/staff-refunds.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { CreditTable } from "./credit-table.tsx";
import { WaitingTable } from "./waiting-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "payments:read");
  const page = await staffRefunds(context.runtime, actor);
  return {
    ...page,
    mayDecide: roleMay(actor.role, "refunds:approve"),
    mayMove: roleMay(actor.role, "refunds:request"),
  };
}

/** Refunds that wait for a second person, and money that is the debtors' own. */
export default function Refunds() {
  const { t } = useTranslation("staff");
  const { waiting, credits, mayDecide, mayMove } = useLoaderData<typeof loader>();
  return (
    <StaffPage
      title={t("refunds.title")}
      crumbs={<a href="/staff/payments">{t("payments.title")}</a>}
      lead={t("refunds.lead")}
    >
      <div className="gap">
        <Block title={t("refunds.waiting")}>
          {waiting.length > 0 ? (
            <WaitingTable rows={waiting} mayDecide={mayDecide} />
          ) : (
            <Quiet small>{t("refunds.noneWaiting")}</Quiet>
          )}
        </Block>
        <Block title={t("refunds.credits")}>
          {credits.length > 0 ? (
            <CreditTable rows={credits} mayMove={mayMove} />
          ) : (
            <Quiet small>{t("refunds.noCredits")}</Quiet>
          )}
        </Block>
      </div>
    </StaffPage>
  );
}
