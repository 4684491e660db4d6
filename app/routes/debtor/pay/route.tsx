import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { AmountForm } from "./amount-form.tsx";
import { pay, showPay } from "./route.server.ts";

export const loader = showPay;
export const action = pay;

export default function Pay() {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { totalMinor, currency, accountId, closed, blocked, methods } = page;
  const names = methods.map((method) => t(`pay.method.${method}`)).join(t("pay.or"));
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      <PageTitle>{t("pay.title")}</PageTitle>
      <Lead>
        {t(totalMinor > 0n ? "pay.lead" : "pay.leadNothing", {
          amount: moneyInText(totalMinor, currency, locale),
        })}
      </Lead>
      {!answer && <Going going={page.going} blocked={blocked} currency={currency} />}
      {closed && <Note>{t(`pay.closed.${closed}`)}</Note>}
      {!closed && !blocked && (
        <>
          <AmountForm page={page} refused={answer?.refused} />
          <Section title={t("pay.then")}>
            <PlainList>
              <li>{t("pay.next1", { methods: names })}</li>
              <li>{t("pay.next2")}</li>
              <li>{t("pay.next3")}</li>
            </PlainList>
          </Section>
        </>
      )}
    </DebtorPage>
  );
}

type GoingProps = Pick<ReturnType<typeof useLoaderData<typeof loader>>, "going" | "blocked"> & {
  readonly currency: Parameters<typeof moneyInText>[1];
};

/** A payment that has begun: to go on with, to wait for, or somebody else's. */
function Going({ going, blocked, currency }: GoingProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (going === null) return null;
  if (going.by === "another") {
    return (
      <Note attention title={t("pay.another")}>
        {t("pay.anotherHint")}
      </Note>
    );
  }
  const amount = moneyInText(going.amountMinor, currency, locale);
  const href = `/pay/return?attempt=${going.attemptId}`;
  return (
    <Note attention={blocked} title={t(blocked ? "pay.waiting" : "pay.begun", { amount })}>
      <p className="small quiet">{t(blocked ? "pay.waitingHint" : "pay.begunHint")}</p>
      <div className="acts gap-s">
        <ButtonLink look="second" href={href}>
          {t("pay.see")}
        </ButtonLink>
      </div>
    </Note>
  );
}
