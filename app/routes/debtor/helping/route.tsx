import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { FreshCode } from "#app/components/forms/fresh-code.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { useScopeWords } from "#app/components/layout/scope-words.ts";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { comeInAsHelper, readHelping } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => readHelping(request, context);
export const action = ({ request, context }: ActionFunctionArgs) =>
  comeInAsHelper(request, context);

/** Where a helper's link leads: who asked, for what, and a code to the helper's own contact. */
export default function HelpingDoor() {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const words = useScopeWords();
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const { shownAs: name, scopes, lockedUntil, proof, zone } = page;
  const code = { go: t("helping.goIn"), noContact: t("helping.noCode") };
  return (
    <DebtorPage>
      <PageTitle document={t("helping.document")}>{t("helping.title", { name })}</PageTitle>
      <Lead>{t("helping.lead", { name })}</Lead>
      <ErrorSummary form={form} labels={{ code: t("common:code.label") }} />
      {lockedUntil === null ? (
        <div id="proof" className="gap">
          <FreshCode code={{ ...proof, zone }} form={form} words={code} />
        </div>
      ) : (
        <Note attention title={t("helping.locked", { at: longMoment(lockedUntil, zone, locale) })}>
          {t("helping.lockedHint", { name })}
        </Note>
      )}
      <Section title={t("helping.about")}>
        <PlainList>
          <li>{t("helping.youMay", { what: words(scopes) })}</li>
          <li>{t("helping.youMayNot", { name })}</li>
          <li>{t("helping.until", { date: longMoment(page.expiresAt, zone, locale), name })}</li>
          <li>{t("helping.written", { name })}</li>
        </PlainList>
      </Section>
    </DebtorPage>
  );
}
