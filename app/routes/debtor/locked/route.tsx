import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { useFrame } from "#app/components/layout/frame.tsx";
import { TimeFigure } from "#app/components/money/figure.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { requirePage } from "#app/http/debtor-guard.server.ts";
import { clockTime } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { facts, portfolio, debtor } = await requirePage(request, context, "locked");
  return { until: facts.lockedUntil ?? facts.nowMs, zone: debtor.timeZone ?? portfolio.timeZone };
}

export default function Locked() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { phone, phoneHours } = useFrame();
  const { until, zone } = useLoaderData<typeof loader>();
  return (
    <DebtorPage>
      <PageTitle>{t("locked.title")}</PageTitle>
      <p className="lead">{t("locked.lead")}</p>
      <p className="eyebrow gap">{t("locked.from")}</p>
      <p className="gap-s">
        <TimeFigure>{clockTime(until, zone, locale)}</TimeFigure>
      </p>
      <Note>{t("locked.safe")}</Note>
      <p className="small quiet gap-s">{t("locked.reload")}</p>
      <section className="sec">
        <h2>{t("locked.other")}</h2>
        <Rows>
          {phone && (
            <Row
              href={phone.href}
              title={t("locked.call")}
              detail={[phone.display, phoneHours].filter(Boolean).join(" · ")}
            />
          )}
          <Row href="/not-me" title={t("landing.notMe")} detail={t("locked.notMeHint")} />
        </Rows>
      </section>
    </DebtorPage>
  );
}
