import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { StatementLedger } from "#app/components/plan/statement-ledger.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { Block, TwoColumns } from "#app/components/staff/block.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { SupportFacts } from "#app/components/staff/support-facts.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Tag } from "#app/components/ui/tag.tsx";
import { longMoment, mediumDate, shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Decision } from "./decision.tsx";
import { decideCase, openCase } from "./route.server.ts";
import { Treatment } from "./treatment.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openCase(request, context, params.hardshipId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  decideCase(request, context, params.hardshipId ?? "");

/** One case of hardship: what was said and shown, what is left over, and the decision. */
export default function HardshipCase() {
  const { t } = useTranslation("staff");
  const { one, mayDecide } = useLoaderData<typeof loader>();
  const waits = one.state === "submitted" || one.state === "reopened";
  const crumbs = <AccountCrumbs id={one.accountId} reference={one.ref} />;
  const left = (
    <>
      <SaidBlock />
      <StatementBlock />
      <StepsBlock />
    </>
  );
  const right = (
    <>
      <AccountBlock />
      {waits ? (
        mayDecide && <Decision one={one} />
      ) : (
        <Note title={t(`hardship.state.${one.state as "decided"}`)}>
          {one.outcome && <p className="small quiet">{t(`hardship.outcome.${one.outcome}`)}</p>}
          <Rests />
        </Note>
      )}
      {one.openCrisis && mayDecide && (
        <div className="gap">
          <Treatment days={one.afterTreatmentDays} />
        </div>
      )}
    </>
  );
  return (
    <StaffPage title={t("hardship.of", { name: one.name })} crumbs={crumbs}>
      <TwoColumns left={left} right={right} />
    </StaffPage>
  );
}

/** The days of what was given. */
function Rests() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { one } = useLoaderData<typeof loader>();
  const { from = null, to = null } = one.terms ?? {};
  if (from === null) return null;
  const days = { from: mediumDate(from, locale), to: to === null ? "" : mediumDate(to, locale) };
  return (
    <p className="small quiet">
      {t(to === null ? "hardship.restsOpen" : "hardship.restsUntil", days)}
    </p>
  );
}

function SaidBlock() {
  const { t } = useTranslation(["staff", "debtor", "common"]);
  const { one, mayOpen } = useLoaderData<typeof loader>();
  const reasons = one.reasons.map((reason) => t(`debtor:hardship.reason.${reason}`));
  return (
    <Block title={t("hardship.said")}>
      <Facts>
        <Fact name={t("debtor:hardship.reasons")}>{reasons.join(t("common:listSeparator"))}</Fact>
        {one.since && <Fact name={t("debtor:hardship.since")}>{one.since}</Fact>}
        {one.text !== "" && (
          <Fact said name={t("hardship.words")}>
            {one.text}
          </Fact>
        )}
        {(one.vulnerable || one.crisis) && (
          <Fact name={t("hardship.care")}>
            <Tag tone="attention">{t(one.crisis ? "hardship.crisis" : "hardship.careAsked")}</Tag>
          </Fact>
        )}
        {one.files.length > 0 && (
          <Fact name={t("debtor:hardship.papers")}>
            {one.files.map(({ id, name }) => (
              <div key={id}>{mayOpen ? <a href={`/staff/evidence/${id}`}>{name}</a> : name}</div>
            ))}
          </Fact>
        )}
        <SupportFacts support={one.support} />
      </Facts>
    </Block>
  );
}

function StatementBlock() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { one } = useLoaderData<typeof loader>();
  const { statement } = one;
  if (statement === null) {
    return (
      <Block title={t("hardship.statement")}>
        <p className="gap-s">{t("hardship.noStatement")}</p>
      </Block>
    );
  }
  const { adults, children } = statement;
  return (
    <Block
      title={t("hardship.statement")}
      beside={<span className="quiet">{mediumDate(statement.madeOn, locale)}</span>}
    >
      <p className="small quiet gap-s">{t("hardship.household", { adults, children })}</p>
      <StatementLedger {...statement} currency={one.currency} />
    </Block>
  );
}

function StepsBlock() {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { one } = useLoaderData<typeof loader>();
  return (
    <Block title={t("hardship.steps")}>
      <ul className="threads">
        {one.steps.map((step) => (
          <li key={step.id}>
            {t(`actor.${step.by as "system"}`)}{" "}
            <span className="quiet">{t(`hardship.state.${step.kind as "decided"}`)}</span>
            <br />
            <span className="quiet small">{shortMoment(step.at, one.zone, locale)}</span>
            {step.text && <p className="small">{step.text}</p>}
            {step.endedOn && <p className="small">{mediumDate(step.endedOn, locale)}</p>}
            {step.files > 0 && (
              <p className="small">{t("debtor:case.files", { count: step.files })}</p>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function AccountBlock() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { one } = useLoaderData<typeof loader>();
  return (
    <Block title={t("hardship.account")}>
      <Facts>
        <Fact name={t("account.balanceNow")}>
          <Amount minor={one.totalMinor} currency={one.currency} />
        </Fact>
        <Fact name={t("account.daysOverdue")}>{one.daysOverdue}</Fact>
        <Fact name={t("proposals.made")}>{longMoment(one.at, one.zone, locale)}</Fact>
        {one.answerBy !== null && (
          <Fact name={t("proposals.answerBy")}>{longMoment(one.answerBy, one.zone, locale)}</Fact>
        )}
      </Facts>
    </Block>
  );
}
