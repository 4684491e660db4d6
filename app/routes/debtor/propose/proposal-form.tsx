import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { DateField, DateInputs } from "#app/components/forms/date-inputs.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FieldError } from "#app/components/forms/field.tsx";
import { type FormView, type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { useMayOpen } from "#app/components/layout/frame.tsx";
import { type LastProposal, LastProposalNote } from "#app/components/plan/last-proposal.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { whole } from "#app/components/ui/text.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { type CalendarDate, dayOf, monthOf, yearOf } from "#app/domain/primitives/date.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface ProposalFormProps {
  readonly start: {
    readonly accountId: string;
    readonly currency: Currency;
    readonly totalMinor: bigint;
    readonly frequencies: readonly Frequency[];
    readonly first: CalendarDate;
    readonly firstFrom: CalendarDate;
    readonly firstTo: CalendarDate;
    readonly last: LastProposal | null;
    /** The changes that a debtor may make alone are used: a person answers. */
    readonly changesUsed: boolean;
    /** What is left of the plan that this one would replace; null: none is in force. */
    readonly rest: { readonly toPayMinor: bigint } | null;
    /** Left over each month, as it was stated; null: it was not. */
    readonly leftMinor: bigint | null;
  };
  readonly refused: RefusedForm | undefined;
  readonly zone: string;
}

/** How much and when, in the debtor's own words; the answer comes at once. */
export function ProposalForm({ start, refused, zone }: ProposalFormProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, currency, first, frequencies } = start;
  const every = frequencies.includes("monthly") ? "monthly" : frequencies[0];
  const form = useFormView(refused, {
    what: "amount",
    every,
    "first.year": String(yearOf(first)),
    "first.month": String(monthOf(first)),
    "first.day": String(dayOf(first)),
  });
  const labels = {
    what: t("propose.what"),
    amount: t("propose.amount"),
    end: t("propose.until"),
    every: t("ways.every"),
    first: t("propose.first"),
  };
  const window = {
    from: dayAndMonth(start.firstFrom, locale),
    to: dayAndMonth(start.firstTo, locale),
  };
  const back = start.rest
    ? { href: `/a/${accountId}/plan`, label: t("plan.document") }
    : { href: `/a/${accountId}/ways`, label: t("ways.document") };
  return (
    <DebtorPage back={back} width="aside">
      <ErrorSummary form={form} labels={labels} />
      <PageTitle>{t(start.rest ? "planChange.title" : "propose.title")}</PageTitle>
      <p className="lead">
        {whole(
          t(start.rest ? "planChange.lead" : "propose.lead", {
            amount: moneyInText(start.totalMinor, currency, locale),
            left: moneyInText(start.rest?.toPayMinor ?? 0n, currency, locale),
          }),
        )}
      </p>
      {start.changesUsed && <Note title={t("planChange.used")}>{t("planChange.usedText")}</Note>}
      {start.last && <LastProposalNote last={start.last} accountId={accountId} zone={zone} />}
      <PageForm kept>
        <Means leftMinor={start.leftMinor} accountId={accountId} currency={currency} />
        <Ask form={form} currency={currency} labels={labels} />
        <Rhythm form={form} frequencies={frequencies} every={every} />
        <DateField
          form={form}
          name="first"
          label={labels.first}
          hint={t("propose.firstHint", window)}
        />
        <Acts>
          <Button>{t("propose.go")}</Button>
          <PlainLink href={back.href}>
            {t(start.rest ? "planChange.keep" : "propose.back")}
          </PlainLink>
        </Acts>
        <p className="small quiet gap">{t("propose.safe")}</p>
      </PageForm>
    </DebtorPage>
  );
}

interface MeansProps {
  readonly leftMinor: bigint | null;
  readonly accountId: string;
  readonly currency: Currency;
}

/** What is left over each month, or the way to find it out. */
function Means({ leftMinor, accountId, currency }: MeansProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const left = leftMinor === null ? "" : moneyInText(leftMinor, currency, locale);
  const href = `/a/${accountId}/afford`;
  if (!useMayOpen()(href)) return null;
  return (
    <p className="small gap-s">
      {leftMinor !== null && <>{t("propose.left", { left })} </>}
      <a href={`${href}?then=propose`}>
        {t(leftMinor === null ? "ways.afford" : "ways.seeStated")}
      </a>
    </p>
  );
}

interface AskProps {
  readonly form: FormView;
  readonly currency: Currency;
  readonly labels: { readonly what: string; readonly amount: string };
}

/** So much each time, or all of it until a day. */
function Ask({ form, currency, labels }: AskProps) {
  const { t } = useTranslation("debtor");
  const amount = <MoneyField {...form.field("amount")} label={labels.amount} currency={currency} />;
  return (
    <Choices
      {...form.field("what")}
      label={labels.what}
      options={[
        { value: "amount", label: t("propose.byAmount"), reveal: amount },
        { value: "until", label: t("propose.byEnd"), reveal: <EndDate form={form} /> },
      ]}
    />
  );
}

interface RhythmProps {
  readonly form: FormView;
  readonly frequencies: readonly Frequency[];
  readonly every: Frequency | undefined;
}

/** How often, where there is a choice. */
function Rhythm({ form, frequencies, every }: RhythmProps) {
  const { t } = useTranslation("debtor");
  if (frequencies.length < 2) return <input type="hidden" name="every" value={every} />;
  return (
    <SelectField {...form.field("every")} label={t("ways.every")}>
      {frequencies.map((one) => (
        <option key={one} value={one}>
          {t(`ways.rhythm.${one}`)}
        </option>
      ))}
    </SelectField>
  );
}

function EndDate({ form }: { form: FormView }) {
  const { id, error } = form.field("end");
  return (
    <div className={error ? "field bad" : "field"} id={id}>
      <FieldError id={id}>{error}</FieldError>
      <DateInputs form={form} name="end" />
    </div>
  );
}
