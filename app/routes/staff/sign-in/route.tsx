import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeField } from "#app/components/forms/code-input.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { comeIn, openDoor } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => openDoor(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => comeIn(request, context);

export default function SignIn() {
  const { t } = useTranslation(["staff", "common"]);
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    email: t("signIn.email"),
    password: t("signIn.password"),
    code: t("signIn.code"),
  };
  const whole = form.errors.find((error) => error.name === "");
  return (
    <StaffPage title={t("signIn.title")} lead={t("signIn.lead")}>
      <NarrowForm>
        {whole ? <Note attention title={whole.text} /> : <ErrorSummary {...{ form, labels }} />}
        <PageForm>
          <TextField
            {...form.field("email")}
            label={labels.email}
            type="email"
            autoComplete="username"
            spellCheck={false}
          />
          <TextField
            {...form.field("password")}
            label={labels.password}
            type="password"
            autoComplete="current-password"
          />
          <CodeField
            {...form.field("code")}
            label={labels.code}
            hint={t("signIn.codeHint")}
            length={6}
            kind="sent"
          />
          <Acts>
            <Button>{t("signIn.go")}</Button>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
