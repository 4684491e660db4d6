import { Amount } from "#app/components/money/amount.tsx";
import { Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { SplitBar, SplitLegend } from "#app/components/money/split.tsx";
import { AccountColumns, Block } from "#app/components/staff/block.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Log, LogLine } from "#app/components/ui/log.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Tag } from "#app/components/ui/tag.tsx";
import { balance, balanceMinor } from "./samples.ts";
import { useSayStaff } from "./use-say-staff.ts";

/** The three columns of an account. */
export function StaffAccountSample() {
  return <AccountColumns left={<Person />} middle={<Money />} right={<Papers />} />;
}

function Person() {
  const say = useSayStaff();
  return (
    <>
      <Block title={say("blockPerson")} beside={<a href="#edit">{say("edit")}</a>}>
        <Facts>
          <Fact name={say("language")}>中文</Fact>
          <Fact name={say("phone")}>
            {say("ending")} <Tag tone="on">{say("verified")}</Tag>
          </Fact>
        </Facts>
      </Block>
      <Block title={say("rules")} beside={<span>{say("today")}</span>}>
        <Facts>
          <Fact name={say("quiet")}>22:00–8:00</Fact>
        </Facts>
      </Block>
    </>
  );
}

function Money() {
  const say = useSayStaff();
  return (
    <>
      <Block title={say("blockBalance")} beside={<a href="#ledger">{say("ledger")}</a>}>
        <Ledger
          caption={say("blockBalance")}
          total={
            <LedgerRow head={say("strip1")}>
              <Total>
                <Amount minor={balanceMinor} currency="CNY" form="bare" />
              </Total>
            </LedgerRow>
          }
        >
          <LedgerRow head={say("statement")}>
            <Sum>18,012.64</Sum>
          </LedgerRow>
          <LedgerRow head={<Worded word={say("interest")} detail={say("interestd")} />}>
            <Sum>+569.47</Sum>
          </LedgerRow>
          <LedgerRow head={say("payment")}>
            <Sum>−2,000.00</Sum>
          </LedgerRow>
        </Ledger>
        <SplitBar sums={balance} />
        <SplitLegend sums={balance} currency="CNY" />
      </Block>
      <Block title={say("timeline")} beside={<span className="quiet">{say("steps")}</span>}>
        <Log>
          <LogLine
            when="11/19 14:03"
            iso="2026-11-19T14:03"
            title={say("log1")}
            detail={say("log1s")}
            delivery={{ reached: "accepted", times: {} }}
          />
          <LogLine
            when="11/17 10:00"
            iso="2026-11-17T10:00"
            title={say("log2")}
            detail={say("log2s")}
            delivery={{ reached: "applied", times: {} }}
          />
        </Log>
      </Block>
    </>
  );
}

function Worded({ word, detail }: { word: string; detail: string }) {
  return (
    <>
      {word} <span className="quiet">{detail}</span>
    </>
  );
}

function Papers() {
  const say = useSayStaff();
  return (
    <>
      <Block title={say("holds")} beside={<a href="#add">{say("add")}</a>}>
        <p className="gap-s">{say("none")}</p>
        <Note title={say("dispute")} level={3}>
          {say("disputeText")}
        </Note>
      </Block>
      <Block title={say("threads")}>
        <ul className="threads">
          <li>
            <a href="#thread">{say("thread")}</a>
            <br />
            <span className="quiet small">{say("threads1")}</span>
          </li>
        </ul>
      </Block>
    </>
  );
}
