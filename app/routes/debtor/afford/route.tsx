import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AsOf, Figure } from "#app/components/money/figure.tsx";
import { StatementLedger } from "#app/components/plan/statement-ledger.tsx";
import { Acts, Button, ButtonLink, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Quiet } from "#app/components/ui/text.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { showAfford, takeAfford } from "./route.server.ts";
import { StatementForm } from "./statement-form.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showAfford(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeAfford(request, context, params.accountId);

/** What can I afford: the form, or what is left over with every line that makes it. */
export default function Afford() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { accountId, saved, then } = page;
  const back = { href: `/a/${accountId}/${then}` };
  if (saved === null || page.editing || refused) {
    return (
      <DebtorPage back={back} width="aside">
        <PageTitle document={t("afford.document")}>{t("afford.title")}</PageTitle>
        <p className="lead">{t("afford.lead")}</p>
        <StatementForm {...page} refused={refused} />
      </DebtorPage>
    );
  }
  return (
    <DebtorPage back={back} width="aside">
      <PageTitle document={t("afford.document")}>
        {t(saved.leftMinor > 0n ? "afford.leftTitle" : "afford.nothingLeft")}
      </PageTitle>
      <Left saved={saved} />
    </DebtorPage>
  );
}

type Saved = NonNullable<Awaited<ReturnType<typeof showAfford>>["saved"]>;

function Left({ saved }: { saved: Saved }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, currency, then, source } = useLoaderData<typeof loader>();
  const edit = `/a/${accountId}/afford?edit&then=${then}`;
  const some = saved.leftMinor > 0n;
  return (
    <>
      <p className="gap">
        <Figure minor={saved.leftMinor} currency={currency} />
      </p>
      <AsOf>{t("afford.saidOn", { date: longDate(saved.confirmedOn, locale) })}</AsOf>
      {!saved.fresh && <StillTrue edit={edit} />}
      <Acts>
        {some || then === "hardship/tell" ? (
          <ButtonLink href={`/a/${accountId}/${then}`}>
            {t(`afford.then.${thenKey(then)}`)}
          </ButtonLink>
        ) : (
          <ButtonLink href={`/a/${accountId}/hardship`}>{t("afford.hardship")}</ButtonLink>
        )}
        <PlainLink href={edit}>{t("afford.change")}</PlainLink>
      </Acts>
      {!some && <NothingLeft accountId={accountId} />}
      <Section title={t("afford.how")}>
        <StatementLedger {...saved} currency={currency} />
        {source && saved.flags.length > 0 && (
          <Quiet small gap="small">
            {t("afford.source", { source })}
          </Quiet>
        )}
      </Section>
    </>
  );
}

const thenKey = (then: string) => (then === "hardship/tell" ? "hardship" : then) as "ways";

function StillTrue({ edit }: { edit: string }) {
  const { t } = useTranslation("debtor");
  const { accountId, then } = useLoaderData<typeof loader>();
  return (
    <Note attention title={t("afford.still")}>
      <PageForm action={`/a/${accountId}/afford?still&then=${then}`}>
        <Acts close>
          <Button look="second">{t("afford.stillYes")}</Button>
          <PlainLink href={edit}>{t("afford.stillNo")}</PlainLink>
        </Acts>
      </PageForm>
    </Note>
  );
}

/** Nothing left over closes no door: to wait, to pay a little, or to speak with somebody. */
function NothingLeft({ accountId }: { accountId: string }) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("afford.open")} under={t("afford.openUnder")}>
      <Rows>
        <Row
          href={`/a/${accountId}/breathing-space`}
          title={t("hardship.pause")}
          detail={t("hardship.pauseHint")}
        />
        <Row
          href={`/a/${accountId}/ways`}
          title={t("afford.defer")}
          detail={t("afford.deferHint")}
        />
        <Row
          href={`/a/${accountId}/pay`}
          title={t("afford.little")}
          detail={t("afford.littleHint")}
        />
      </Rows>
    </Section>
  );
}
