import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import type { FormView } from "#app/components/forms/form-view.ts";
import { TextField } from "#app/components/forms/text-field.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { complaintGrounds, fraudEvents } from "#app/domain/disputes/case.ts";
import type { CaseDoor } from "#app/services/reading/new-case.server.ts";
import { plainGrounds } from "./form.ts";

interface QuestionsProps {
  readonly form: FormView;
  readonly accountId: string;
}

/** What each door asks beside the debtor's own words. */
export const questions: Readonly<Record<CaseDoor, (props: QuestionsProps) => React.JSX.Element>> = {
  dispute: DisputeQuestions,
  fraud: FraudQuestions,
  complaint: ComplaintQuestions,
};

function DisputeQuestions({ form, accountId }: QuestionsProps) {
  const { t } = useTranslation("debtor");
  const typed = { maxLength: 100, autoComplete: "off" };
  const reveals: Partial<Record<string, React.ReactNode>> = {
    "wrong-amount": (
      <TextField {...form.field("right")} {...typed} label={t("newCase.dispute.right")} />
    ),
    "already-paid": (
      <TextField {...form.field("paid")} {...typed} label={t("newCase.dispute.paid")} />
    ),
  };
  return (
    <>
      <Choices
        {...form.field("ground")}
        label={t("newCase.dispute.ground")}
        options={plainGrounds.map((ground) => ({
          value: ground,
          label: t(`case.ground.dispute.${ground}`),
          ...(ground in reveals ? { reveal: reveals[ground] } : {}),
        }))}
      />
      <p className="small gap-s">
        <a href={`/a/${accountId}/wrong/fraud`}>{t("newCase.dispute.fraudInstead")}</a>
      </p>
    </>
  );
}

function FraudQuestions({ form }: QuestionsProps) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <Choices
        {...form.field("event")}
        label={t("newCase.fraud.event")}
        options={fraudEvents.map((event) => ({ value: event, label: t(`case.event.${event}`) }))}
      />
      <TextField
        {...form.field("since")}
        maxLength={100}
        autoComplete="off"
        label={t("newCase.fraud.since")}
        hint={t("newCase.fraud.sinceHint")}
      />
    </>
  );
}

function ComplaintQuestions({ form }: QuestionsProps) {
  const { t } = useTranslation("debtor");
  return (
    <Choices
      {...form.field("ground")}
      label={t("newCase.complaint.ground")}
      options={complaintGrounds.map((ground) => ({
        value: ground,
        label: t(`case.ground.complaint.${ground}`),
      }))}
    />
  );
}

/** What to do at once, before any form: it does not wait for an answer. */
export function FraudAdvice({ phone }: { phone: string }) {
  const { t } = useTranslation("debtor");
  return (
    <Note attention title={t("newCase.advice.title")}>
      <PlainList>
        <li>{t("newCase.advice.card")}</li>
        <li>{t("newCase.advice.codes")}</li>
        <li>{t("newCase.advice.police")}</li>
        {phone !== "" && <li>{t("newCase.advice.call", { phone })}</li>}
      </PlainList>
    </Note>
  );
}
