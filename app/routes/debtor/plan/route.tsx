import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { planGroup } from "#app/services/reading/plan-group.server.ts";
import { fallenProposal } from "#app/services/reading/withdrawn-proposal.server.ts";
import { cannotOf, doneThings } from "./said.ts";
import { PlanView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const page = await planPage(context.runtime, visit, account);
  const group =
    page && visit.helper === null ? await planGroup(context.runtime, visit.actor, account) : null;
  const fallen =
    visit.helper === null ? await fallenProposal(context.runtime, visit.actor, account) : null;
  const query = new URL(request.url).searchParams;
  const justSigned = query.has("signed");
  const done = doneThings.find((known) => known === query.get("done")) ?? null;
  const why = cannotOf(query.get("why"), page?.choices?.cannotLeave ?? null);
  const owes = account.balance.totalMinor > 0n;
  return { accountId: account.row.id, owes, page, group, fallen, justSigned, done, why };
}

export default function MyPlan() {
  const { accountId, owes, page, ...said } = useLoaderData<typeof loader>();
  if (page === null) return <NoPlan accountId={accountId} owes={owes} />;
  return <PlanView page={page} owes={owes} {...said} />;
}

function NoPlan({ accountId, owes }: { accountId: string; owes: boolean }) {
  const { t } = useTranslation("debtor");
  return (
    <DebtorPage tab="plan" width="aside">
      <PageTitle document={t("plan.document")}>{t("plan.none.title")}</PageTitle>
      <p className="lead">{t(owes ? "plan.none.lead" : "plan.none.settled")}</p>
      {owes && (
        <Acts>
          <ButtonLink href={`/a/${accountId}/ways`}>{t("plan.none.ways")}</ButtonLink>
        </Acts>
      )}
    </DebtorPage>
  );
}
