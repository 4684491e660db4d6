import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Lead } from "#app/components/ui/text.tsx";

const reasons = ["none", "expired", "unknown"] as const;

/** Why there is nothing to pay here; what the address says is only ever one of these words. */
export function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get("why");
  return { why: reasons.find((reason) => reason === asked) ?? ("none" as const) };
}

export default function PayerEnded() {
  const { t } = useTranslation("debtor");
  const { why } = useLoaderData<typeof loader>();
  return (
    <DebtorPage>
      <PageTitle>{t(`payer.ended.${why}`)}</PageTitle>
      <Lead>{t("payer.endedLead")}</Lead>
    </DebtorPage>
  );
}
