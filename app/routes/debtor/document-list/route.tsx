import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { money } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { documentsPage } from "#app/services/reading/documents.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return documentsPage(context.runtime, await requireDebtor(request, context));
}

/** Every agreement, receipt and letter as a file. */
export default function Documents() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { papers, currency, zone } = useLoaderData<typeof loader>();
  return (
    <DebtorPage back={{ href: "/home", label: t("home.document") }} width="aside">
      <PageTitle>{t("documents.title")}</PageTitle>
      <Lead>{t("documents.lead")}</Lead>
      {papers.length === 0 && <Quiet>{t("documents.none")}</Quiet>}
      {papers.length > 0 && (
        <div className="gap">
          <Rows>
            {papers.map(({ kind, id, at, href, amountMinor }) => (
              <Row
                key={id}
                href={href}
                title={t(`documents.kind.${kind}`)}
                detail={
                  <>
                    {longDate(dateInZone(at, zone), locale)}
                    {amountMinor !== null && ` · ${money(amountMinor, currency, locale)}`}
                  </>
                }
              />
            ))}
          </Rows>
        </div>
      )}
      <Section title={t("everything.title")}>
        <Rows>
          <Row href="/everything" title={t("everything.title")} detail={t("everything.hint")} />
        </Rows>
      </Section>
    </DebtorPage>
  );
}
