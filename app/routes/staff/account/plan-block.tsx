import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Tag } from "#app/components/ui/tag.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";
import { PlanHistory } from "./plan-history.tsx";

type Plan = NonNullable<StaffAccountPage["plan"]>;

interface PlanBlockProps {
  readonly plan: Plan;
  readonly currency: Currency;
  readonly zone: string;
}

/** The plan in force, or the last one: what was agreed, what was paid of it, each instalment. */
export function PlanBlock({ plan, currency, zone }: PlanBlockProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const open = plan.state === "agreed" || plan.state === "active";
  const state = (
    <Tag {...(open ? { tone: "on" as const } : {})}>{t(`planState.${plan.state}`)}</Tag>
  );
  return (
    <Block title={t("account.plan")} beside={state}>
      <Facts>
        <Fact name={t("plans.kind")}>
          {t(`planKind.${plan.kind}`)}
          {t("account.separator")}
          {t(`planInterest.${plan.interest as "frozen"}`)}
        </Fact>
        <Fact name={t("plans.toPay")}>
          <Amount minor={plan.toPayMinor} currency={currency} />
        </Fact>
        {plan.waivedMinor > 0n && (
          <Fact name={t("plans.waived")}>
            <Amount minor={plan.waivedMinor} currency={currency} />
          </Fact>
        )}
        <Fact name={t("plans.paid")}>
          <Amount minor={plan.paidMinor} currency={currency} />
        </Fact>
        {plan.next && (
          <Fact name={t("plans.next")}>
            {mediumDate(plan.next.on, locale)}
            {t("account.separator")}
            <Amount minor={plan.next.openMinor} currency={currency} />
          </Fact>
        )}
        <Fact name={t("plans.last")}>{mediumDate(plan.lastDueOn as CalendarDate, locale)}</Fact>
        {plan.together.length > 0 && (
          <Fact name={t("plans.together")}>
            {plan.together.map(({ id, ref }, index) => (
              <span key={id}>
                {index > 0 && t("account.separator")}
                <a href={`/staff/accounts/${id}`}>{ref}</a>
              </span>
            ))}
          </Fact>
        )}
      </Facts>
      <Behind summary={t("account.instalments", { count: plan.instalments.length })}>
        <Instalments plan={plan} currency={currency} />
      </Behind>
      {plan.history.length > 0 && <PlanHistory history={plan.history} zone={zone} />}
    </Block>
  );
}

function Instalments({ plan, currency }: { plan: Plan; currency: Currency }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead right>{t("plans.n")}</GridHead>
      <GridHead>{t("plans.due")}</GridHead>
      <GridHead right>{t("account.amount")}</GridHead>
      <GridHead right>{t("plans.paid")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("account.plan")} heads={heads}>
      {plan.instalments.map(({ n, dueOn, amountMinor, paidMinor }) => (
        <GridRow key={n}>
          <Cell look="right">{n}</Cell>
          <Cell>{mediumDate(dueOn, locale)}</Cell>
          <Cell look="right">
            <Amount minor={amountMinor} currency={currency} form="bare" />
          </Cell>
          <Cell look="right">
            <Amount minor={paidMinor} currency={currency} form="bare" />
          </Cell>
        </GridRow>
      ))}
    </Grid>
  );
}
