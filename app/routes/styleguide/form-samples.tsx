import { Choices, Consent } from "#app/components/forms/choice.tsx";
import { CodeField, CodeInput } from "#app/components/forms/code-input.tsx";
import { DateField, DateInputs } from "#app/components/forms/date-inputs.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FieldError, Hint } from "#app/components/forms/field.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField, TextAreaField, TextField } from "#app/components/forms/text-field.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { useSay } from "./use-say.ts";

const refused: RefusedForm = {
  values: {
    "r-fact": ["id4"],
    "r-id4": ["331"],
    "r-reasons": ["income", "illness"],
    "r-income": ["about 3k"],
    "r-since.year": ["2026"],
    "r-since.month": ["18"],
    "r-since.day": ["1"],
  },
  errors: {
    "": ["form-expired"],
    "r-income": ["not-an-amount"],
    "r-since": ["not-a-date"],
    "r-code": ["code-form"],
    "r-consent": ["required"],
    "r-rhythm": ["choose"],
  },
};

export function FormSamples() {
  const say = useSay();
  return (
    <>
      <Section title={say("empty")}>
        <SampleForm prefix="o" refused={null} />
      </Section>
      <Section title={say("refused")}>
        <SampleForm prefix="r" refused={refused} />
      </Section>
    </>
  );
}

function SampleForm({ prefix, refused }: { prefix: string; refused: RefusedForm | null }) {
  const say = useSay();
  const form = useFormView(refused, { [`${prefix}-name`]: "Lin Jing" });
  const field = (name: string) => form.field(`${prefix}-${name}`);
  return (
    <PageForm>
      <ErrorSummary form={form} labels={{ [`${prefix}-income`]: say("income") }} />
      <FactChoice prefix={prefix} form={form} />
      <Choices
        {...field("reasons")}
        multiple
        label={say("reasons")}
        options={[
          { value: "income", label: say("reason1"), hint: say("incomeHint") },
          { value: "illness", label: say("reason2"), hint: say("reason2h") },
        ]}
      />
      <DateField
        form={form}
        name={`${prefix}-since`}
        label={say("since")}
        hint={say("sinceHint")}
      />
      <MoneyField
        {...field("income")}
        label={say("income")}
        hint={say("incomeHint")}
        currency="CNY"
      />
      <MoneyField
        {...field("rent")}
        defaultValue="2600"
        label={say("rent")}
        flag={say("rentFlag")}
        currency="CNY"
      />
      <SelectField {...field("rhythm")} label={say("rhythm")}>
        <option>{say("rhythm1")}</option>
        <option>{say("rhythm2")}</option>
      </SelectField>
      <TextField
        {...field("name")}
        label={say("name")}
        hint={say("nameHint")}
        autoComplete="name"
      />
      <TextField {...field("postcode")} label={say("postcode")} short inputMode="numeric" />
      <TextAreaField {...field("more")} label={say("more")} hint={say("moreHint")} />
      <CodeField
        {...field("code")}
        label={say("code")}
        hint={say("codeHint")}
        length={6}
        kind="sent"
      />
      <Consent {...field("consent")} label={say("consent")} />
      <Acts>
        <Button look={prefix === "r" ? "second" : "main"}>{say("continue")}</Button>
        <PlainLink href="#no">{say("plain")}</PlainLink>
      </Acts>
    </PageForm>
  );
}

function FactChoice({ prefix, form }: { prefix: string; form: ReturnType<typeof useFormView> }) {
  const say = useSay();
  const id4 = form.field(`${prefix}-id4`);
  const error = form.refused ? say("mismatch") : undefined;
  const reveal = (
    <div className={error ? "bad" : undefined}>
      <label className="label" htmlFor={id4.id}>
        {say("id4label")}
      </label>
      <Hint id={id4.id}>{say("id4hint")}</Hint>
      <FieldError id={id4.id}>{error}</FieldError>
      <CodeInput {...id4} hint={say("id4hint")} error={error} length={4} kind="fact" letters />
    </div>
  );
  return (
    <Choices
      {...form.field(`${prefix}-fact`)}
      label={say("fact")}
      options={[
        {
          value: "birth",
          label: say("birth"),
          reveal: <DateInputs form={form} name={`${prefix}-birth`} birthday />,
        },
        { value: "id4", label: say("id4"), reveal },
        { value: "postcode", label: say("postcode") },
      ]}
    />
  );
}
