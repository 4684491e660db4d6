import { useTranslation } from "react-i18next";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
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
  const { proposal, plan, balance, nowMs } = account;
  const name = t("account.nextStep");
  if (proposal !== null) {
    const { answerBy } = proposal;
    const by =
      answerBy && t("account.answerBy", { date: shortMoment(answerBy, account.zone, locale) });
    return (
      <StripFigure name={name} detail={by} late={answerBy !== null && answerBy < nowMs}>
        {t("account.decide")}
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
