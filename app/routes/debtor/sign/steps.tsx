import { useTranslation } from "react-i18next";
import { Consent } from "#app/components/forms/choice.tsx";
import type { CodeStepProps } from "#app/components/forms/code-step.tsx";
import type { FormView } from "#app/components/forms/form-view.ts";
import { FreshCode } from "#app/components/forms/fresh-code.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface StepProps {
  readonly page: Omit<CodeStepProps, "field"> & {
    readonly accountId: string;
    readonly currency: Currency;
    readonly eachMinor: bigint;
    readonly once: boolean;
    readonly sha256: string;
  };
  readonly form: FormView;
}

/** Before a signature: a code that was sent just now. */
export function CodeFirst({ page, form }: StepProps) {
  const { t } = useTranslation("debtor");
  const words = {
    lead: t(page.sent ? "sign.codeSent" : "sign.codeWhy"),
    go: t("sign.codeGo"),
    noContact: t("sign.noContact"),
  };
  const leave = { href: `/a/${page.accountId}/ways`, label: t("sign.notNow") };
  return <FreshCode code={page} form={form} words={words} leave={leave} />;
}

/** The signature: a tick and a name of one's own hand. */
export function Signature({ page, form }: StepProps) {
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
        <PlainLink href={`/a/${page.accountId}/ways`}>{t("sign.notNow")}</PlainLink>
      </Acts>
      <p className="small quiet gap">{t("sign.after")}</p>
    </PageForm>
  );
}
