import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SelectField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { ConfirmChange } from "#app/components/plan/confirm-change.tsx";
import { SideBySide } from "#app/components/plan/side-by-side.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { dayInWeek, longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { move, showMove } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showMove(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  move(request, context, params.accountId);

/** The next instalment on another day: choose it, see both, then say so. */
export default function MoveInstalment() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, next, days, to, after, rest, currency } = page;
  if (next === null) return null;
  return (
    <DebtorPage back={{ href: `/a/${accountId}/plan`, label: t("plan.document") }} width="aside">
      <PageTitle>{t("planChange.move.title")}</PageTitle>
      <p className="lead">
        {whole(t("planChange.move.lead", { n: next.n, date: longDate(next.dueOn, locale) }))}
      </p>
      <form>
        <SelectField
          id="f-to"
          name="to"
          label={t("planChange.move.day")}
          hint={t("planChange.move.hint")}
          error={undefined}
          defaultValue={to ?? days[0]}
          defaultValues={[]}
        >
          {days.map((day) => (
            <option key={day} value={day}>
              {dayInWeek(day, locale)}
            </option>
          ))}
        </SelectField>
        <Acts>
          <Button {...(after ? { look: "second" } : {})}>{t("planChange.move.see")}</Button>
        </Acts>
      </form>
      {after && (
        <Section title={t("planChange.both")}>
          <SideBySide before={rest} after={after} currency={currency} />
          <ConfirmChange page={page} go={t("planChange.move.go")}>
            <input type="hidden" name="to" value={to ?? ""} />
          </ConfirmChange>
        </Section>
      )}
    </DebtorPage>
  );
}
