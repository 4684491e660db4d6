import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { useScopeWords } from "#app/components/layout/scope-words.ts";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead, NoBreak } from "#app/components/ui/text.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { endOne, readHelpers } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => readHelpers(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => endOne(request, context);

/** Who helps, in what, until when; each can be ended at once. */
export default function Helpers() {
  const { t } = useTranslation("debtor");
  const { helpers, mayInvite, done } = useLoaderData<typeof loader>();
  const live = helpers.filter(({ state }) => state === "live");
  const past = helpers.filter(({ state }) => state !== "live");
  return (
    <DebtorPage back={{ href: "/preferences", label: t("preferences.title") }}>
      <PageTitle>{t("helpers.title")}</PageTitle>
      <Lead>{t("helpers.lead")}</Lead>
      {done && <Note>{t(`helpers.done.${done}`)}</Note>}
      <div className="gap">
        <PlainList>
          <li>{t("helpers.may")}</li>
          <li>{t("helpers.never")}</li>
          <li>{t("helpers.yours")}</li>
        </PlainList>
      </div>
      {mayInvite ? (
        <Acts>
          <ButtonLink href="/preferences/helpers/new">{t("helpers.invite")}</ButtonLink>
        </Acts>
      ) : (
        <Note>{t("helpers.full")}</Note>
      )}
      {live.length > 0 && (
        <Section title={t("helpers.now")}>
          {live.map((helper) => (
            <OneHelper key={helper.id} helper={helper} />
          ))}
        </Section>
      )}
      {past.length > 0 && (
        <Section title={t("helpers.before")}>
          {past.map((helper) => (
            <OneHelper key={helper.id} helper={helper} />
          ))}
        </Section>
      )}
    </DebtorPage>
  );
}

type Helper = ReturnType<typeof useLoaderData<typeof loader>>["helpers"][number];

function OneHelper({ helper }: { helper: Helper }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const words = useScopeWords();
  const { zone } = useLoaderData<typeof loader>();
  const moment = (at: number) => <NoBreak>{longMoment(at, zone, locale)}</NoBreak>;
  const { id, name, channel, to, scopes, state, expiresAt, lastUsedAt } = helper;
  return (
    <div className="gap">
      <h3>{name}</h3>
      <Facts>
        <Fact name={t("helpers.contact")}>{t(`helpers.to.${channel}`, { to })}</Fact>
        <Fact name={t("helpers.named")}>{helper.shownAs}</Fact>
        <Fact name={t("helpers.scopes")}>{words(scopes)}</Fact>
        <Fact name={t(`helpers.state.${state}`)}>{moment(expiresAt)}</Fact>
        <Fact name={t("helpers.lastUsed")}>
          {lastUsedAt === null ? t("helpers.notUsed") : moment(lastUsedAt)}
        </Fact>
      </Facts>
      {state === "live" && (
        <PageForm>
          <input type="hidden" name="end" value={id} />
          <Acts close>
            <Button look="second">{t("helpers.end", { name })}</Button>
          </Acts>
        </PageForm>
      )}
    </div>
  );
}
