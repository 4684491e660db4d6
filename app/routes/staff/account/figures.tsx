import { useTranslation } from "react-i18next";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
import { taskKind } from "#app/components/staff/task-kind.ts";
import { mediumDate, shortDate, shortMoment } from "#app/i18n/dates.ts";
import { money } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

/** The five figures at the head of an account. */
export function AccountFigures({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { balance, delinquentSince, stage, hold } = account;
  const standing =
    stage === "held" && hold !== null
      ? t(`debtor:holdKind.${hold as "dispute"}`)
      : t(`stage.${stage}`);
  return (
    <Strip>
      <StripFigure
        name={t("account.balanceNow")}
        detail={t("account.agreesAsOf", { date: mediumDate(balance.asOf, locale) })}
      >
        {money(balance.totalMinor, balance.currency, locale)}
      </StripFigure>
      <StripFigure
        name={t("account.daysOverdue")}
        detail={
          delinquentSince && t("account.since", { date: mediumDate(delinquentSince, locale) })
        }
      >
        {balance.daysOverdue}
      </StripFigure>
      <StripFigure name={t("account.interestADay")}>
        {money(balance.perDayMinor, balance.currency, locale)}
      </StripFigure>
      <StripFigure name={t("account.state")}>{standing}</StripFigure>
      <NextStep account={account} />
    </Strip>
  );
}

function NextStep({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { task, plan, balance, nowMs } = account;
  const name = t("account.nextStep");
  if (task !== null) {
    const { kind, dueAt } = task;
    const by = dueAt && t("account.answerBy", { date: shortMoment(dueAt, account.zone, locale) });
    return (
      <StripFigure name={name} detail={by} late={dueAt !== null && dueAt < nowMs}>
        {t(`task.${taskKind(kind)}.what`)}
      </StripFigure>
    );
  }
  if (plan?.next) {
    const amount = money(plan.next.openMinor, balance.currency, locale);
    return (
      <StripFigure name={name} detail={t("account.dueAmount", { amount })} late={plan.next.late}>
        {shortDate(plan.next.on, locale)}
      </StripFigure>
    );
  }
  return <StripFigure name={name}>{t("account.nothingDue")}</StripFigure>;
}
