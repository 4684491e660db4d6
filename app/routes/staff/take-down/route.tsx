import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField, TextAreaField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { WhomField } from "#app/components/staff/whom-field.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { complaintGrounds, disputeGrounds } from "#app/domain/disputes/case.ts";
import { hardshipReasons } from "#app/domain/policy/hardship-rule.ts";
import { openTakeDown, takeDown } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openTakeDown(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeDown(request, context, params);

/** Writes down what a debtor said by telephone: a dispute, a complaint, a hardship. */
export default function TakeDown() {
  const { t } = useTranslation("staff");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const what = ["dispute", "complaint", "hardship"] as const;
  const labels = {
    what: t("takeDown.what"),
    debtor: t("link.debtor"),
    dispute: t("takeDown.ground"),
    complaint: t("takeDown.ground"),
    hardship: t("takeDown.reasons"),
    text: t("takeDown.words"),
  };
  const reveal = {
    dispute: <Grounds form={form} kind="dispute" grounds={disputeGrounds} />,
    complaint: <Grounds form={form} kind="complaint" grounds={complaintGrounds} />,
    hardship: <Hardship form={form} crisisForm={page.crisisForm} />,
  };
  return (
    <StaffPage
      title={t("takeDown.title")}
      crumbs={<AccountCrumbs id={page.id} reference={page.ref} />}
      lead={t("takeDown.lead")}
    >
      <NarrowForm>
        <ErrorSummary form={form} labels={labels} />
        <PageForm>
          <WhomField form={form} people={page.people} />
          <Choices
            {...form.field("what")}
            label={labels.what}
            options={what.map((value) => ({
              value,
              label: t(`takeDown.${value}`),
              hint: t(`takeDown.${value}Hint`),
              reveal: reveal[value],
            }))}
          />
          <TextAreaField
            {...form.field("text")}
            label={labels.text}
            hint={t("takeDown.wordsHint")}
            maxLength={2000}
          />
          <Acts>
            <Button>{t("takeDown.go")}</Button>
            <PlainLink href={`/staff/accounts/${page.id}`}>{t("list.cancel")}</PlainLink>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}

interface GroundsProps {
  readonly form: FormView;
  readonly kind: "dispute" | "complaint";
  readonly grounds: readonly string[];
}

function Grounds({ form, kind, grounds }: GroundsProps) {
  const { t } = useTranslation(["staff", "debtor"]);
  return (
    <SelectField {...form.field(kind)} label={t("takeDown.ground")}>
      <option value="">{t("hold.choose")}</option>
      {grounds.map((ground) => (
        <option key={ground} value={ground}>
          {t(`debtor:case.ground.${kind}.${ground}` as "debtor:case.ground.dispute.other")}
        </option>
      ))}
    </SelectField>
  );
}

function Hardship({ form, crisisForm }: { form: FormView; crisisForm: boolean }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const asked = [
    { name: "vulnerable", label: t("takeDown.care"), shown: true },
    { name: "crisis", label: t("takeDown.crisis"), shown: crisisForm },
  ];
  return (
    <>
      <Choices
        {...form.field("hardship")}
        multiple
        label={t("takeDown.reasons")}
        options={hardshipReasons.map((reason) => ({
          value: reason,
          label: t(`debtor:hardship.reason.${reason}`),
        }))}
      />
      {asked
        .filter(({ shown }) => shown)
        .map(({ name, label }) => (
          <Choices
            key={name}
            {...form.field(name)}
            multiple
            hideLabel
            label={label}
            options={[{ value: "yes", label }]}
          />
        ))}
    </>
  );
}
