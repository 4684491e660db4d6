import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { useMayOpen } from "#app/components/layout/frame.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { PlanPage } from "./page.ts";

interface AutopayRowProps {
  readonly accountId: string;
  readonly autopay: NonNullable<PlanPage["autopay"]>;
}

/** Whether the card is charged by itself, and the way to change that. */
export function AutopayRow({ accountId, autopay }: AutopayRowProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { state, nextOn, failed } = autopay;
  const href = `/a/${accountId}/autopay`;
  if (!useMayOpen()(href)) return null;
  const next =
    nextOn === null
      ? t("autopay.plan.onNone")
      : t("autopay.plan.onNext", { date: longDate(nextOn, locale) });
  const running = failed ? t("autopay.plan.failed", { next }) : next;
  const detail = state === "on" ? running : t(`autopay.plan.${state}Hint`);
  return (
    <Section title={t("autopay.plan.title")}>
      <Rows>
        <Row href={href} title={t(`autopay.plan.${state}`)} detail={detail} />
      </Rows>
    </Section>
  );
}
