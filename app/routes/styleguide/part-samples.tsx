import { Section } from "#app/components/layout/debtor-page.tsx";
import {
  Acts,
  Button,
  ButtonLink,
  DisabledButton,
  PlainLink,
  SoloLink,
} from "#app/components/ui/button.tsx";
import { Check, Checks, PlainList, WebAddress } from "#app/components/ui/checks.tsx";
import { Delivery, deliverySteps } from "#app/components/ui/delivery.tsx";
import { Log, LogEntry } from "#app/components/ui/log.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, RowButton, RowFact, Rows } from "#app/components/ui/rows.tsx";
import { Tag } from "#app/components/ui/tag.tsx";
import { Quiet } from "#app/components/ui/text.tsx";
import { useSay } from "./use-say.ts";

const times = { recorded: "14:02", sent: "14:02", accepted: "14:03", applied: "16:41" };

export function PartSamples() {
  const say = useSay();
  return (
    <>
      <Section title={say("buttons")}>
        <Acts>
          <Button>{say("main")}</Button>
          <ButtonLink href="#second" look="second">
            {say("second")}
          </ButtonLink>
          <PlainLink href="#plain">{say("plain")}</PlainLink>
        </Acts>
        <Acts>
          <ButtonLink href="#pdf" look="second" icon="paper">
            {say("pdf")}
          </ButtonLink>
          <DisabledButton look="second">{say("disabled")}</DisabledButton>
        </Acts>
        <Quiet small gap="small">
          {say("disabledWhy")}
        </Quiet>
        <p>
          <SoloLink href="#solo">{say("why")}</SoloLink>
        </p>
      </Section>
      <Section title={say("notes")}>
        <Note title={say("noteTitle")} level={3}>
          {say("noteText")}
        </Note>
        <Note attention>
          <p>{say("attention")}</p>
        </Note>
        <p className="gap">
          <Tag>{say("tagPlain")}</Tag> <Tag tone="on">{say("tagOn")}</Tag>{" "}
          <Tag tone="attention">{say("tagAttention")}</Tag>
        </p>
      </Section>
      <Lists />
      <Happened />
    </>
  );
}

function Lists() {
  const say = useSay();
  return (
    <>
      <Section title={say("rowsTitle")}>
        <Rows>
          <Row href="#row" title={say("row1")} detail={say("row1d")} />
          <li>
            <form>
              <RowButton title={say("row2")} detail={say("row2d")} />
            </form>
          </li>
          <RowFact title={say("row3")} detail={say("row3d")} />
        </Rows>
      </Section>
      <Section title={say("checksTitle")}>
        <Checks>
          <Check title={say("check1")}>
            <Quiet small>{say("check1d")}</Quiet>
            <WebAddress host="pay.minghubank.example" />
          </Check>
          <Check title={say("check2")}>
            <Quiet small>{say("check2d")}</Quiet>
          </Check>
        </Checks>
        <Note title={say("never")} level={3}>
          <PlainList>
            <li>{say("never1")}</li>
            <li>{say("never2")}</li>
          </PlainList>
        </Note>
      </Section>
    </>
  );
}

function Happened() {
  const say = useSay();
  return (
    <>
      <Section title={say("logTitle")}>
        <Log>
          <LogEntry
            when={say("nov19")}
            iso="2026-11-19"
            title={say("log1")}
            delivery={{ reached: "accepted", times: { ...times, applied: undefined } }}
            next={say("log1s")}
          />
          <LogEntry
            when={say("nov5")}
            iso="2026-11-05"
            title={say("log2")}
            amount="+124.00"
            detail={say("log2s")}
          />
          <LogEntry
            when={say("oct12")}
            iso="2026-10-12"
            title={say("log3")}
            amount="−2,000.00"
            detail={<a href="#receipt">{say("log3s")}</a>}
            delivery={{ reached: "applied", times }}
          />
        </Log>
      </Section>
      <Section title={say("states")}>
        {deliverySteps.map((reached) => (
          <Delivery key={reached} state={{ reached, times }} />
        ))}
      </Section>
    </>
  );
}
