import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { WhomField } from "#app/components/staff/whom-field.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { useLocale } from "#app/i18n/use-locale.ts";
import { channelOptions } from "./channel-options.tsx";
import { MadeLink } from "./made-link.tsx";
import { openLinkPage, sendIt } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openLinkPage(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  sendIt(request, context, params);

/** Sends a link: by which way, under which rule, in which words. */
export default function SendLink() {
  const { t } = useTranslation(["staff", "debtor", "common"]);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useFormView(answer?.refused, {
    days: "30",
    debtor: page.person.id,
    channel: page.rules.find((rule) => rule.reachable && rule.allowed)?.channel ?? "none",
  });
  const crumbs = <AccountCrumbs id={page.id} reference={page.ref} />;
  if (answer && "made" in answer && answer.made) {
    return (
      <StaffPage title={t("link.made")} crumbs={crumbs}>
        <MadeLink made={answer.made} zone={page.zone} accountId={page.id} />
      </StaffPage>
    );
  }
  const labels = {
    channel: t("link.channel"),
    days: t("link.days"),
    debtor: t("link.debtor"),
  };
  return (
    <StaffPage
      title={t("link.title")}
      crumbs={crumbs}
      lead={t("link.lead", { name: page.person.name })}
    >
      <NarrowForm>
        <ErrorSummary form={form} labels={labels} />
        <PageForm>
          <WhomField form={form} people={page.people} />
          <Choices
            {...form.field("channel")}
            label={labels.channel}
            options={channelOptions(page, t, locale)}
          />
          <TextField
            {...form.field("days")}
            short
            inputMode="numeric"
            maxLength={3}
            label={labels.days}
            hint={t("link.daysHint")}
          />
          <Acts>
            <Button>{t("link.go")}</Button>
            <PlainLink href={`/staff/accounts/${page.id}`}>{t("list.cancel")}</PlainLink>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
