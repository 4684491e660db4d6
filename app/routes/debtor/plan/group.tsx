import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { PlanState } from "#app/domain/plans/states.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** The accounts that were signed together and how each stands; minor units. */
export interface PlanGroup {
  readonly groupId: string;
  readonly members: readonly GroupMember[];
  readonly nextMinor: bigint;
  /** How many of them have an instalment to come. */
  readonly dueCount: number;
}

interface GroupMember {
  readonly accountId: string;
  readonly card: string | null;
  readonly product: string | null;
  readonly state: PlanState;
  readonly next: { readonly dueOn: CalendarDate; readonly openMinor: bigint } | null;
  readonly paidCount: number;
  readonly terms: number;
}

interface GroupProps {
  readonly group: PlanGroup;
  /** The account of this page. */
  readonly accountId: string;
  readonly currency: Currency;
}

/** One line an account: what comes next of it, or how it ended; the sum of what comes next. */
export function GroupSection({ group, accountId, currency }: GroupProps) {
  const { t } = useTranslation("debtor");
  const { members, nextMinor, dueCount } = group;
  const total = dueCount > 1 && (
    <LedgerRow head={t("together.group.nextSum")}>
      <Total>
        <Amount minor={nextMinor} currency={currency} form="bare" />
      </Total>
    </LedgerRow>
  );
  return (
    <Section
      title={t("together.group.title")}
      under={t("together.group.under", { n: members.length })}
    >
      <Ledger caption={t("together.group.title")} total={total}>
        {members.map((member) => (
          <MemberRow
            key={member.accountId}
            member={member}
            here={member.accountId === accountId}
            currency={currency}
          />
        ))}
      </Ledger>
      <p className="small quiet">{t("together.group.autopay")}</p>
    </Section>
  );
}

interface MemberProps {
  readonly member: GroupMember;
  readonly here: boolean;
  readonly currency: Currency;
}

function MemberRow({ member, here, currency }: MemberProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, next, paidCount: n, terms: of } = member;
  const name = <AccountName card={member.card} product={member.product} />;
  return (
    <LedgerRow
      head={here ? name : <a href={`/a/${accountId}/plan`}>{name}</a>}
      detail={t("together.group.progress", { n, of })}
    >
      {next === null ? (
        <Sum>{t(`together.group.state.${endOf(member.state)}`)}</Sum>
      ) : (
        <Sum detail={mediumDate(next.dueOn, locale)}>
          <Amount minor={next.openMinor} currency={currency} form="bare" />
        </Sum>
      )}
    </LedgerRow>
  );
}

/** A plan in force of which nothing is left to pay is as good as complete. */
function endOf(state: PlanState): "completed" | "broken" | "cancelled" | "replaced" {
  if (state === "broken" || state === "cancelled" || state === "replaced") return state;
  return "completed";
}
