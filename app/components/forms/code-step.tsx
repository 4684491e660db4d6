import { useTranslation } from "react-i18next";
import { clockTime } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Button } from "../ui/button.tsx";
import { CodeField } from "./code-input.tsx";
import type { FieldView } from "./form-view.ts";

export interface CodeStepProps {
  readonly field: FieldView;
  readonly email: string | null;
  readonly phoneEnding: string | null;
  readonly sent: { readonly channel: "email" | "sms"; readonly expiresAt: number } | null;
  readonly zone: string;
}

/** The field for a code that was sent: says where it went and until when it counts. */
export function CodeStepField({ field, sent, email, phoneEnding, zone }: CodeStepProps) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const until = sent ? clockTime(sent.expiresAt, zone, locale) : "";
  const hint =
    sent?.channel === "sms"
      ? t("code.sentSms", { ending: phoneEnding ?? "", until })
      : t("code.sentEmail", { email: email ?? "", until });
  return (
    <CodeField
      {...field}
      defaultValue={undefined}
      label={t("code.label")}
      hint={sent ? hint : undefined}
      length={6}
      kind="sent"
    />
  );
}

/** The buttons that send a code: outlined once one is under way. They need a form of their own. */
export function CodeSendButtons({ email, phoneEnding, sent }: Omit<CodeStepProps, "field">) {
  const { t } = useTranslation("common");
  const look = sent ? "second" : "main";
  return (
    <div className="acts">
      {phoneEnding && (
        <Button name="send" value="sms" look={look}>
          {t(sent ? "code.againSms" : "code.sms", { ending: phoneEnding })}
        </Button>
      )}
      {email && (
        <Button name="send" value="email" look={phoneEnding ? "second" : look}>
          {t(sent ? "code.againEmail" : "code.email", { email })}
        </Button>
      )}
    </div>
  );
}
