import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { SoloLink } from "#app/components/ui/button.tsx";
import type { PlanPage } from "./page.ts";

/** The ways on of somebody who cannot pay what comes next. */
export function HardNow({ page }: { page: PlanPage }) {
  const { t } = useTranslation("debtor");
  const { accountId, choices, graceDays: days } = page;
  return (
    <Section title={t("plan.hard.title")}>
      <p className="quiet">{t("plan.hard.text", { days })}</p>
      <p>
        <SoloLink href={`/a/${accountId}/pay`}>{t("plan.hard.pay")}</SoloLink>
      </p>
      <p>
        <SoloLink href={`/a/${accountId}/hardship`}>{t("home.hard")}</SoloLink>
      </p>
      {choices?.cannotLeave === null && (
        <p>
          <SoloLink href={`/a/${accountId}/propose`}>{t("plan.hard.lighter")}</SoloLink>
        </p>
      )}
    </Section>
  );
}
