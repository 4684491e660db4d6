import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeFirst } from "#app/components/forms/code-first.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { prove, readEverything } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  readEverything(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => prove(request, context);

/** Everything that is held about somebody, for them to take away. */
export default function Everything() {
  const { t } = useTranslation("debtor");
  const { proven, proof, zone } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  return (
    <DebtorPage back={{ href: "/documents", label: t("documents.title") }}>
      <PageTitle>{t("everything.title")}</PageTitle>
      <Lead>{t("everything.lead")}</Lead>
      {proven ? (
        <>
          <Acts>
            <ButtonLink href="/everything/everything.pdf">{t("everything.pdf")}</ButtonLink>
            <ButtonLink look="second" href="/everything/everything.json">
              {t("everything.json")}
            </ButtonLink>
          </Acts>
          <Quiet small gap="large">
            {t("everything.which")}
          </Quiet>
        </>
      ) : (
        <CodeFirst proof={proof} zone={zone} form={form} />
      )}
    </DebtorPage>
  );
}
