import { useTranslation } from "react-i18next";
import { Consent } from "#app/components/forms/choice.tsx";
import {
  CodeSendButtons,
  CodeStepField,
  type CodeStepProps,
} from "#app/components/forms/code-step.tsx";
import type { FormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { useFrame } from "#app/components/layout/frame.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
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
  const { phone } = useFrame();
  if (page.email === null && page.phoneEnding === null) {
    return <Note title={t("sign.noContact")}>{phone?.display}</Note>;
  }
  return (
    <>
      <p className="quiet">{t(page.sent ? "sign.codeSent" : "sign.codeWhy")}</p>
      {page.sent && (
        <PageForm>
          <input type="hidden" name="step" value="code" />
          <CodeStepField field={form.field("code")} {...page} />
          <Acts>
            <Button>{t("sign.codeGo")}</Button>
            <PlainLink href={`/a/${page.accountId}/ways`}>{t("sign.notNow")}</PlainLink>
          </Acts>
        </PageForm>
      )}
      <PageForm className="gap">
        <input type="hidden" name="step" value="code" />
        {page.sent && <p className="small quiet">{t("code.notCome")}</p>}
        <CodeSendButtons {...page} />
      </PageForm>
    </>
  );
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
