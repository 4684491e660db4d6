import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { StatementLedger } from "#app/components/plan/statement-ledger.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { AskText } from "#app/components/staff/ask-text.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { SupportFacts } from "#app/components/staff/support-facts.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { answerIt, openProposal } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openProposal(request, context, params.proposalId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  answerIt(request, context, params.proposalId ?? "");

/** One proposal, and the answer that a person gives to it. */
export default function Proposal() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { proposal, mayDecide } = useLoaderData<typeof loader>();
  const { ask, answerBy, zone } = proposal;
  const crumbs = <AccountCrumbs id={proposal.accountId} reference={proposal.ref} />;
  return (
    <StaffPage title={t("proposals.of", { name: proposal.name })} crumbs={crumbs}>
      <NarrowForm>
        <Facts gap>
          <Fact name={t("proposals.ask")}>
            <AskText ask={ask} />
          </Fact>
          {proposal.together.length > 0 && (
            <Fact name={t("proposals.together")}>
              {proposal.together.map(({ id, accountRef }) => (
                <a key={id} className="nb" href={`/staff/proposals/${id}`}>
                  {accountRef}
                </a>
              ))}
            </Fact>
          )}
          <Fact name={t("account.balanceNow")}>
            <Amount minor={proposal.totalMinor} currency={ask.currency} />
          </Fact>
          <Fact name={t("account.daysOverdue")}>{proposal.daysOverdue}</Fact>
          <Fact name={t("proposals.made")}>{longMoment(proposal.at, zone, locale)}</Fact>
          {answerBy !== null && (
            <Fact name={t("proposals.answerBy")}>{longMoment(answerBy, zone, locale)}</Fact>
          )}
          <SupportFacts support={proposal.support} />
        </Facts>
        {proposal.statement && (
          <Block title={t("hardship.statement")}>
            <StatementLedger {...proposal.statement} currency={ask.currency} />
          </Block>
        )}
        {proposal.state !== "waiting" && (
          <Note title={t("proposals.over")}>{proposal.withdrawn && <Withdrawn />}</Note>
        )}
        {proposal.state === "waiting" && mayDecide && <Decision />}
      </NarrowForm>
    </StaffPage>
  );
}

/** Why nobody has to answer it any more. */
function Withdrawn() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { withdrawn, zone } = useLoaderData<typeof loader>().proposal;
  if (withdrawn === null || withdrawn.at === null) return null;
  const date = longMoment(withdrawn.at, zone, locale);
  return (
    <p className="small">
      {t(`proposals.withdrawn.${withdrawn.reason}`, { date })}{" "}
      {withdrawn.newer !== null && (
        <a href={`/staff/proposals/${withdrawn.newer}`}>{t("proposals.withdrawn.see")}</a>
      )}
    </p>
  );
}

function Decision() {
  const { t } = useTranslation("staff");
  const { proposal } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = { outcome: t("proposals.outcome"), reason: t("proposals.reason") };
  const options = [
    ...(proposal.signable
      ? [{ value: "accepted", label: t("proposals.accept"), hint: t("proposals.acceptHint") }]
      : []),
    { value: "declined", label: t("proposals.decline"), hint: t("proposals.declineHint") },
  ];
  return (
    <>
      {!proposal.signable && <Note>{t("proposals.notInPolicy")}</Note>}
      <ErrorSummary form={form} labels={labels} />
      <PageForm>
        <Choices {...form.field("outcome")} label={labels.outcome} options={options} />
        <TextAreaField
          {...form.field("reason")}
          maxLength={500}
          label={labels.reason}
          hint={t("proposals.reasonHint")}
        />
        <Acts>
          <Button>{t("proposals.go")}</Button>
          <PlainLink href="/staff/proposals">{t("list.cancel")}</PlainLink>
        </Acts>
      </PageForm>
    </>
  );
}
