import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";

/** What is there besides the money: papers, preferences, and the question when it is over. */
export function More({ accountId, owes }: { accountId: string; owes: boolean }) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("more.title")}>
      <Rows>
        {!owes && (
          <Row
            href={`/a/${accountId}/how-was-it`}
            title={t("survey.title")}
            detail={t("survey.hint")}
          />
        )}
        <Row href="/documents" title={t("documents.title")} detail={t("more.documents")} />
        <Row href="/learn" title={t("learn.link")} detail={t("more.learn")} />
        <Row href="/preferences" title={t("preferences.title")} detail={t("more.preferences")} />
      </Rows>
    </Section>
  );
}
