import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormView } from "#app/components/forms/form-view.ts";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { NoPlan, NotOffered } from "./not-here.tsx";
import { changeAutopay, readAutopay } from "./route.server.ts";
import { Running, Stopped } from "./running.tsx";
import { TurnOn } from "./turn-on.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readAutopay(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  changeAutopay(request, context, params.accountId);

export default function Autopay() {
  const { t } = useTranslation("debtor");
  const { page, replacing, done, again } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  return (
    <DebtorPage
      back={{ href: `/a/${page.accountId}/plan`, label: t("plan.document") }}
      width="aside"
    >
      <PageTitle>{t("autopay.title")}</PageTitle>
      {done && <Note title={t(`autopay.done.${done}`)} />}
      {again && <Note attention title={t(`autopay.${again}`)} />}
      <Body page={page} replacing={replacing} form={form} />
    </DebtorPage>
  );
}

interface BodyProps {
  readonly page: ReturnType<typeof useLoaderData<typeof loader>>["page"];
  readonly replacing: boolean;
  readonly form: ReturnType<typeof useFormView>;
}

function Body({ page, replacing, form }: BodyProps) {
  const { t } = useTranslation("debtor");
  if (page.plan !== "mine") return <NoPlan accountId={page.accountId} notMine={page.plan} />;
  const { state } = page;
  if (!page.offered && state === "off") return <NotOffered accountId={page.accountId} />;
  if (state === "on" && !replacing) return <Running page={page} />;
  return (
    <>
      {state === "stopped" ? <Stopped page={page} /> : <Lead>{t("autopay.lead")}</Lead>}
      <TurnOn page={page} form={form} />
    </>
  );
}
