import { useTranslation } from "react-i18next";
import { Acts, ButtonLink, SoloLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { PlanPage } from "./page.ts";

type EndedPlan = Pick<PlanPage, "accountId" | "currency" | "cure" | "restMinor"> & {
  readonly plan: Pick<PlanPage["plan"], "state">;
};

/** How a plan ended, what paying up would bring back, and the ways on where anything is owed. */
export function Ended({ page, owes }: { page: EndedPlan; owes: boolean }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, cure, currency, restMinor } = page;
  const end = endOf(page.plan.state);
  const hasRest = restMinor > 0n;
  return (
    <>
      <p className="lead">
        {hasRest
          ? t("plan.ended.rest.lead", { amount: moneyInText(restMinor, currency, locale) })
          : t(`plan.ended.${end}.lead`)}
      </p>
      {cure && (
        <Note attention title={t("plan.cure.title", { date: longDate(cure.by, locale) })}>
          {t("plan.cure.text", { amount: moneyInText(cure.amountMinor, currency, locale) })}
        </Note>
      )}
      {hasRest && <SoloLink href={`/a/${accountId}/balance`}>{t("home.why")}</SoloLink>}
      {owes && (
        <Acts>
          {cure && <ButtonLink href={`/a/${accountId}/pay`}>{t("plan.cure.pay")}</ButtonLink>}
          <ButtonLink href={`/a/${accountId}/ways`} {...(cure ? { look: "second" } : {})}>
            {t("plan.none.ways")}
          </ButtonLink>
        </Acts>
      )}
    </>
  );
}

/** The three ends that a page speaks of. */
export function endOf(state: PlanPage["plan"]["state"]): "completed" | "broken" | "stopped" {
  if (state === "completed" || state === "broken") return state;
  return "stopped";
}
