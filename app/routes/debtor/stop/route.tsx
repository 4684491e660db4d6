import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { readStop, stop } from "./route.server.ts";

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  readStop(context, params.token ?? "");
export const action = ({ context, params }: ActionFunctionArgs) =>
  stop(context, params.token ?? "");

/** One press stops such messages; whoever holds the link needs no sign-in for that. */
export default function StopMessages() {
  const { t } = useTranslation("debtor");
  const { channel, stopped, brand } = useLoaderData<typeof loader>();
  const title = t(stopped ? `stop.${channel}.stopped` : `stop.${channel}.title`);
  return (
    <DebtorPage>
      <PageTitle>{title}</PageTitle>
      <Lead>{t(stopped ? "stop.stoppedLead" : "stop.lead", { brand })}</Lead>
      {!stopped && (
        <PageForm>
          <Acts>
            <Button>{t(`stop.${channel}.go`)}</Button>
          </Acts>
        </PageForm>
      )}
      <Quiet small gap="large">
        {t("stop.still")}
      </Quiet>
    </DebtorPage>
  );
}
