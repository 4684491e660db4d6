import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { HappeningEntry } from "#app/components/plan/happening.tsx";
import { Log } from "#app/components/ui/log.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";

const shown = 200;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor, debtor, portfolio, helper } = await requireDebtor(request, context);
  const happenings = await timeline(
    context.runtime,
    { ...actor, debtorRef: debtor.ref },
    { limit: shown, messages: helper === null },
  );
  return { happenings, zone: portfolio.timeZone, helps: helper?.shownAs ?? null };
}

/** Everything that happened, with each message and the rule that allowed or blocked it. */
export default function Timeline() {
  const { t } = useTranslation("debtor");
  const { happenings, zone, helps } = useLoaderData<typeof loader>();
  return (
    <DebtorPage back={{ href: "/home", label: t("home.document") }} width="aside">
      <PageTitle>{t("timeline.title")}</PageTitle>
      <p className="lead">
        {helps === null ? t("timeline.lead") : t("helping.timeline", { name: helps })}
      </p>
      {happenings.length === 0 && <Note>{t("helping.nothingYet")}</Note>}
      <div className="gap">
        <Log>
          {happenings.map(({ key, ...one }) => (
            <HappeningEntry key={key} zone={zone} {...one} />
          ))}
        </Log>
      </div>
    </DebtorPage>
  );
}
