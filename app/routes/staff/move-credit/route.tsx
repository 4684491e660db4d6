import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { moveIt, openMove } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openMove(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  moveIt(request, context, params);

/** A debtor's credit, and the other accounts that it may be used for. */
export default function MoveCredit() {
  const { t } = useTranslation("staff");
  const page = useLoaderData<typeof loader>();
  const { accountId, currency, creditMinor, freeMinor, others } = page;
  const movable = freeMinor > 0n && others.length > 0;
  return (
    <StaffPage
      title={t("credit.title")}
      crumbs={<AccountCrumbs id={accountId} reference={page.ref} />}
      lead={t("credit.lead")}
    >
      <NarrowForm>
        <Facts gap>
          <Fact name={t("refunds.credit")}>
            <Amount minor={creditMinor} currency={currency} />
          </Fact>
          <Fact name={t("credit.free")}>
            <Amount minor={freeMinor} currency={currency} />
          </Fact>
        </Facts>
        {movable ? <Move /> : <Note>{t("credit.nowhere")}</Note>}
      </NarrowForm>
    </StaffPage>
  );
}

function Move() {
  const { t } = useTranslation("staff");
  const { accountId, others } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const label = t("credit.to");
  return (
    <>
      <ErrorSummary form={form} labels={{ to: label }} />
      <PageForm>
        <Choices
          {...form.field("to")}
          label={label}
          options={others.map(({ id, ref, product }) => ({
            value: id,
            label: ref,
            hint: product ?? undefined,
          }))}
        />
        <Acts>
          <Button>{t("credit.go")}</Button>
          <PlainLink href={`/staff/accounts/${accountId}`}>{t("list.cancel")}</PlainLink>
        </Acts>
      </PageForm>
    </>
  );
}
