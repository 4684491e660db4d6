import { DayBars } from "#app/components/charts/day-bars.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { SplitBar, SplitLegend, Swatch } from "#app/components/money/split.tsx";
import { SoloLink } from "#app/components/ui/button.tsx";
import type { Component } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { balance, balanceMinor, evenBalance, paid } from "./samples.ts";
import { useSay } from "./use-say.ts";

const currency = "CNY" as const;

export function MoneySamples() {
  const say = useSay();
  return (
    <>
      <Section title={say("figures")}>
        <Eyebrow left={say("eyebrow")} right={say("card")} />
        <p className="gap-s">
          <Figure minor={balanceMinor} currency={currency} />
        </p>
        <SplitBar sums={balance} />
        <SplitLegend sums={balance} currency={currency} />
        <AsOf>{say("asOf")}</AsOf>
        <p>
          <SoloLink href="#why" small>
            {say("why")}
          </SoloLink>
        </p>
        <p className="gap small quiet">{say("even")}</p>
        <SplitBar sums={evenBalance} />
        <SplitLegend sums={evenBalance} currency={currency} />
        <p className="gap">
          <Figure minor={-123_456_789_012n} currency="USD" size="second" />{" "}
          <Figure minor={9_007_199n} currency="JPY" size="second" />
        </p>
      </Section>
      <Itemisation />
      <Interest />
      <Receipt />
    </>
  );
}

function Itemisation() {
  const say = useSay();
  return (
    <Section title={say("why")}>
      <Ledger
        caption={say("why")}
        total={
          <LedgerRow head={say("balanceToday")}>
            <Total>
              <Amount minor={balanceMinor} currency={currency} form="bare" />
            </Total>
          </LedgerRow>
        }
      >
        <Line head={say("statement")} minor={1_801_264n} bare />
        <Line head={say("plusInterest")} detail={say("interestDays")} minor={56_947n} />
        <Line head={say("plusPenalty")} detail={say("nov5")} minor={12_400n} />
        <Line head={say("lessPaid")} detail={say("oct12")} minor={-200_000n} />
        <Line head={say("lessReturned")} minor={-32_000n} />
      </Ledger>
    </Section>
  );
}

function Line({ head, detail, minor, bare }: LineProps) {
  return (
    <LedgerRow head={head} detail={detail}>
      <Sum>
        <Amount minor={minor} currency={currency} form={bare ? "bare" : "signed"} />
      </Sum>
    </LedgerRow>
  );
}

interface LineProps {
  readonly head: string;
  readonly detail?: string;
  readonly minor: bigint;
  readonly bare?: boolean;
}

function Interest() {
  const say = useSay();
  const bars = [
    { from: "2026-09-05", to: "2026-10-12", share: 1, label: "8.64" },
    { from: "2026-10-12", to: "2026-10-22", share: 0.946, label: "8.17" },
    { from: "2026-10-22", to: "2026-10-29", share: 0, label: "0" },
    { from: "2026-10-29", to: "2026-11-19", share: 0.927, label: "8.01" },
  ].map((bar) => ({ ...bar, from: calendarDate(bar.from), to: calendarDate(bar.to) }));
  const heads = (
    <>
      <Head>{say("days")}</Head>
      <Head right>{say("interestUnit")}</Head>
    </>
  );
  return (
    <Section title={say("bars")}>
      <DayBars
        bars={bars}
        dates={["9/5", "10/12", "10/22", "10/29"]}
        endDate={say("nov19")}
        title={say("barsTitle")}
      />
      <Ledger caption={say("bars")} heads={heads} gap="large">
        <LedgerRow head={say("interval1")} detail={say("calc1")}>
          <Sum>319.68</Sum>
        </LedgerRow>
        <LedgerRow head={say("interval2")} detail={say("calc2")} held>
          <Sum>0.00</Sum>
        </LedgerRow>
      </Ledger>
    </Section>
  );
}

const order: readonly Component[] = ["penalty", "interest", "principal"];

function Receipt() {
  const say = useSay();
  const heads = (
    <>
      <Head>{say("inOrder")}</Head>
      <Head right>{say("paid")}</Head>
      <Head right>{say("left")}</Head>
    </>
  );
  return (
    <Section title={say("paid")}>
      <SplitBar sums={paid} order={order} tall />
      <Ledger
        caption={say("paid")}
        heads={heads}
        gap="small"
        total={
          <LedgerRow head={say("total")}>
            <Total>1,000.00</Total>
            <Total>15,386.11</Total>
          </LedgerRow>
        }
      >
        {order.map((name) => (
          <LedgerRow key={name} head={<PartName name={name} />}>
            <Sum>
              <Amount minor={paid[name]} currency={currency} form="bare" />
            </Sum>
            <Sum>0.00</Sum>
          </LedgerRow>
        ))}
      </Ledger>
    </Section>
  );
}

function PartName({ name }: { name: Component }) {
  return (
    <>
      <Swatch name={name} /> {name}
    </>
  );
}
