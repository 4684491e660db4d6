import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { WithdrawnReason } from "#app/domain/plans/withdrawn.ts";
import { Asked, type ShownAsk } from "./asked.tsx";

interface WithdrawnProps {
  readonly accountId: string;
  readonly currency: Currency;
  readonly ask: ShownAsk;
  readonly reason: WithdrawnReason;
  /** The proposal that took its place. */
  readonly newer: string | null;
}

/** A proposal that waits no longer: what happened, and where to go on. */
export function WithdrawnProposal({ accountId, reason, newer, ...asked }: WithdrawnProps) {
  const { t } = useTranslation("debtor");
  const isOthers = reason === "joint-plan-signed";
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      <PageTitle document={t("propose.document")}>
        {t(`propose.withdrawn.${reason}.title`)}
      </PageTitle>
      <p className="lead">{t(`propose.withdrawn.${reason}.lead`)}</p>
      {isOthers && <p>{t("propose.withdrawn.sharedWith")}</p>}
      <Note title={<Asked {...asked} />} />
      <Acts>
        {newer === null ? (
          <ButtonLink href={`/a/${accountId}/plan`}>{t("propose.withdrawn.seePlan")}</ButtonLink>
        ) : (
          <ButtonLink href={`/a/${accountId}/propose?proposal=${newer}`}>
            {t("propose.withdrawn.seeNewer")}
          </ButtonLink>
        )}
        {isOthers && (
          <ButtonLink look="second" href={`/a/${accountId}/messages/new`}>
            {t("propose.withdrawn.write")}
          </ButtonLink>
        )}
      </Acts>
    </DebtorPage>
  );
}
