import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import type { decideCase } from "./route.server.ts";

/** The day on which a treatment ended, once it is known: the crisis space gets its end by it. */
export function Treatment({ days }: { days: number }) {
  const { t } = useTranslation("staff");
  const form = useFormView(useActionData<typeof decideCase>()?.refused);
  const label = t("hardship.treatmentEnded");
  return (
    <Block title={t("hardship.openCrisis")}>
      <p className="small quiet gap-s">{t("hardship.openCrisisHint", { count: days })}</p>
      <ErrorSummary form={form} labels={{ endedOn: label }} />
      <PageForm>
        <TextField {...form.field("endedOn")} short type="date" label={label} />
        <Acts>
          <Button>{t("hardship.setEnd")}</Button>
        </Acts>
      </PageForm>
    </Block>
  );
}
