import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Column, DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { ProposalReasons } from "#app/components/plan/proposal-reasons.tsx";
import type { Way } from "#app/components/plan/way.ts";
import { WayCards } from "#app/components/plan/way-cards.tsx";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { answerSuggestion, readSuggestion } from "./route.server.ts";

interface Params {
  readonly accountId?: string;
  readonly suggestionId?: string;
}

const named = ({ accountId, suggestionId }: Params) => ({ accountId, suggestionId });

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readSuggestion(request, context, named(params));
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  answerSuggestion(request, context, named(params));

/** What a helper proposes: the debtor reads on and signs, or lets it go. */
export default function Suggested() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, by, helped, closed } = page;
  const on = dayAndMonth(dateInZone(page.at, page.zone), locale);
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="wide"
    >
      <Column>
        <PageTitle document={t("suggested.document")}>
          {helped === null ? t("suggested.title", { name: by }) : t("suggested.kept")}
        </PageTitle>
        <Lead>
          {helped === null
            ? t("suggested.lead", { name: by, date: on })
            : t("suggested.keptLead", { name: helped })}
        </Lead>
        {closed && <Note>{t("suggested.closed")}</Note>}
      </Column>
      {!closed && <Ways page={page} />}
      <Acts>
        {helped !== null && (
          <ButtonLink look="second" href={`/a/${accountId}/ways`}>
            {t("suggested.other")}
          </ButtonLink>
        )}
        {helped === null && !closed && page.way === null && (
          <ButtonLink look="second" href={`/a/${accountId}/propose`}>
            {t("home.propose")}
          </ButtonLink>
        )}
        {helped === null && !closed && <Drop />}
      </Acts>
    </DebtorPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

/** The way itself, or why it is not possible and what comes near to it. */
function Ways({ page }: { page: Page }) {
  const { t } = useTranslation("debtor");
  const { accountId, currency, way, nearest, replaces, helped, by } = page;
  const shown = { accountId, currency, replaces };
  if (way !== null) {
    const note = helped === null ? t("suggested.theirs", { name: by }) : t("suggested.yours");
    // To whom it was who proposed it there is nothing left to press.
    const card: Way = { ...way, fit: "closest", note };
    return <WayCards ways={[card]} {...shown} still={helped !== null} />;
  }
  return (
    <>
      <Column>
        <Note title={t("suggested.notSo")}>
          <ProposalReasons {...page} />
        </Note>
      </Column>
      {nearest.length > 0 && (
        <>
          <Section column title={t("propose.nearest")} />
          <WayCards ways={nearest.map((one): Way => ({ ...one, fit: null }))} {...shown} />
        </>
      )}
    </>
  );
}

function Drop() {
  const { t } = useTranslation("debtor");
  return (
    <PageForm>
      <Button look="second" name="intent" value="drop">
        {t("suggested.drop")}
      </Button>
    </PageForm>
  );
}
