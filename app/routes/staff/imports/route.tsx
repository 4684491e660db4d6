import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { describe, Field } from "#app/components/forms/field.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField } from "#app/components/forms/text-field.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Quiet } from "#app/components/ui/text.tsx";
import { openImports, tryFile } from "./route.server.ts";
import { RunTable } from "./run-table.tsx";

export const loader = ({ request, context }: LoaderFunctionArgs) => openImports(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => tryFile(request, context);

/** Files of accounts: tried first, brought in when somebody has seen what that would do. */
export default function Imports() {
  const { t } = useTranslation("staff");
  const { runs, mayRun } = useLoaderData<typeof loader>();
  return (
    <StaffPage title={t("imports.title")} lead={t("imports.lead")}>
      {mayRun && <UploadForm />}
      <div className="gap">
        <Block title={t("imports.history")}>
          {runs.length > 0 ? (
            <RunTable runs={runs} />
          ) : (
            <Quiet gap="small">{t("imports.none")}</Quiet>
          )}
        </Block>
      </div>
    </StaffPage>
  );
}

function UploadForm() {
  const { t } = useTranslation("staff");
  const { portfolios } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused, {
    portfolio: portfolios.length === 1 ? portfolios[0]?.code : undefined,
  });
  const labels = { portfolio: t("accounts.portfolio"), file: t("imports.file") };
  const file = form.field("file");
  const columns = form.field("columns").defaultValue;
  const hint = columns ? t("imports.columns", { columns }) : t("imports.fileHint");
  return (
    <NarrowForm>
      <ErrorSummary form={form} labels={labels} />
      <PageForm encType="multipart/form-data">
        <SelectField {...form.field("portfolio")} label={labels.portfolio}>
          {portfolios.length > 1 && <option value="">{t("hold.choose")}</option>}
          {portfolios.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field id={file.id} label={labels.file} hint={hint} error={file.error}>
          <input
            className="input"
            type="file"
            id={file.id}
            name="file"
            accept=".csv,.txt,.tsv,.ndjson,.jsonl,.xlsx"
            {...describe({ ...file, hint })}
          />
        </Field>
        <Acts>
          <Button>{t("imports.try")}</Button>
        </Acts>
      </PageForm>
    </NarrowForm>
  );
}
