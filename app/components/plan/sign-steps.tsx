import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Consent } from "../forms/choice.tsx";
import type { CodeStepProps } from "../forms/code-step.tsx";
import { ErrorSummary } from "../forms/error-summary.tsx";
import type { FormView } from "../forms/form-view.ts";
import { FreshCode } from "../forms/fresh-code.tsx";
import { PageForm } from "../forms/page-form.tsx";
import { TextField } from "../forms/text-field.tsx";
import { Section } from "../layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "../ui/button.tsx";

interface StepProps {
  readonly page: Omit<CodeStepProps, "field"> & {
    readonly currency: Currency;
    readonly eachMinor: bigint;
    readonly once: boolean;
    readonly sha256: string;
    /** A fresh code was given: only the name is missing. */
    readonly proven: boolean;
  };
  readonly form: FormView;
  /** Where somebody goes who does not sign now. */
  readonly notNow: string;
}

/** The end of an agreement's page: a fresh code first, then the signature. */
export function SignSteps(props: StepProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const { page, form } = props;
  const labels = {
    code: t("common:code.label"),
    name: t("sign.name"),
    consent: t("sign.consentLabel"),
  };
  return (
    <div id="sign">
      <Section column title={t(page.proven ? "sign.sign" : "sign.codeTitle")}>
        <ErrorSummary form={form} labels={labels} />
        {page.proven ? <Signature {...props} /> : <CodeFirst {...props} />}
      </Section>
    </div>
  );
}

/** Before a signature: a code that was sent just now. */
function CodeFirst({ page, form, notNow }: StepProps) {
  const { t } = useTranslation("debtor");
  const words = {
    lead: t(page.sent ? "sign.codeSent" : "sign.codeWhy"),
    go: t("sign.codeGo"),
    noContact: t("sign.noContact"),
  };
  const leave = { href: notNow, label: t("sign.notNow") };
  return <FreshCode code={page} form={form} words={words} leave={leave} />;
}

/** The signature: a tick and a name of one's own hand. */
function Signature({ page, form, notNow }: StepProps) {
  const { t } = useTranslation("debtor");
  const amount = moneyInText(page.eachMinor, page.currency, useLocale());
  return (
    <PageForm>
      <input type="hidden" name="step" value="sign" />
      <input type="hidden" name="seen" value={page.sha256} />
      <Consent
        {...form.field("consent")}
        label={t(page.once ? "sign.consentOnce" : "sign.consent", { amount })}
      />
      <TextField
        {...form.field("name")}
        label={t("sign.name")}
        hint={t("sign.nameHint")}
        autoComplete="name"
        maxLength={200}
        spellCheck={false}
      />
      <Acts>
        <Button>{t("sign.go")}</Button>
        <PlainLink href={notNow}>{t("sign.notNow")}</PlainLink>
      </Acts>
      <p className="small quiet gap">{t("sign.after")}</p>
    </PageForm>
  );
}
