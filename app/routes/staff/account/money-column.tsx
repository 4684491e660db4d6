import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { SplitBar, SplitLegend } from "#app/components/money/split.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";
import { AutopayBlock } from "./autopay-block.tsx";
import { IntervalTable } from "./interval-table.tsx";
import { PlanBlock } from "./plan-block.tsx";
import { TimelineBlock } from "./timeline-block.tsx";

/** Balance with every line that adds up to it, the plan, what is to be decided, what happened. */
export function MoneyColumn({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation("staff");
  return (
    <>
      <BalanceBlock account={account} />
      {account.proposal !== null && (
        <Block title={t("account.proposal")}>
          <p className="gap-s">
            <a href={`/staff/proposals/${account.proposal.id}`}>{t("account.openProposal")}</a>
          </p>
        </Block>
      )}
      {account.plan !== null && (
        <PlanBlock plan={account.plan} currency={account.balance.currency} zone={account.zone} />
      )}
      {account.autopay !== null && (
        <AutopayBlock
          autopay={account.autopay}
          currency={account.balance.currency}
          zone={account.zone}
        />
      )}
      <TimelineBlock account={account} />
    </>
  );
}

function BalanceBlock({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { balance } = account;
  const { currency } = balance;
  const total = (
    <LedgerRow head={t("account.balanceNow")}>
      <Total>
        <Amount minor={balance.totalMinor - balance.creditMinor} currency={currency} form="bare" />
      </Total>
    </LedgerRow>
  );
  return (
    <Block title={t("account.balance")}>
      <Ledger caption={t("account.balance")} total={total}>
        <LedgerRow head={t("account.onFile", { date: dayAndMonth(balance.asOf, locale) })}>
          <Sum>
            <Amount minor={balance.openingMinor} currency={currency} form="bare" />
          </Sum>
        </LedgerRow>
        {balance.interestDays > 0 && (
          <LedgerRow head={<Worded word={t("account.interest")} detail={daysText(balance, t)} />}>
            <Sum>
              <Amount minor={balance.interestMinor} currency={currency} form="signed" />
            </Sum>
          </LedgerRow>
        )}
        {balance.changes.map((change) => (
          <LedgerRow
            key={`${change.on}:${change.kind}:${change.amountMinor}:${change.reference}`}
            head={
              <Worded
                word={t(`account.change.${change.kind}`)}
                detail={dayAndMonth(change.on, locale)}
              />
            }
          >
            <Sum>
              <Amount minor={change.amountMinor} currency={currency} form="signed" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
      {balance.totalMinor > 0n && (
        <>
          <SplitBar sums={balance.components} />
          <SplitLegend sums={balance.components} currency={currency} />
        </>
      )}
      {balance.explanation.length > 0 && (
        <Behind summary={t("account.intervals")}>
          <IntervalTable balance={balance} />
        </Behind>
      )}
    </Block>
  );
}

function Worded({ word, detail }: { word: string; detail: string }) {
  return (
    <>
      {word} <span className="quiet">{detail}</span>
    </>
  );
}

type Say = ReturnType<typeof useTranslation<["staff", "debtor"]>>["t"];

function daysText(balance: StaffAccountPage["balance"], t: Say): string {
  const days = t("account.days", { count: balance.interestDays });
  if (balance.heldDays === 0) return days;
  return t("account.daysHeld", { days, held: balance.heldDays });
}
