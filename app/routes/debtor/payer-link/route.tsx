import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AmountForm } from "#app/components/pay/amount-form.tsx";
import { PaymentReference } from "#app/components/pay/reference.tsx";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { RowFact, Rows } from "#app/components/ui/rows.tsx";
import { Digits, Lead, NoBreak, Quiet } from "#app/components/ui/text.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { changePayerLinks, showPayerLinks } from "./route.server.ts";

export const loader = showPayerLinks;
export const action = changePayerLinks;

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function PayerLinks() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const made = answer && "made" in answer ? answer.made : null;
  const back = { href: `/a/${page.accountId}/pay`, label: t("pay.document") };
  return (
    <DebtorPage back={back} width="aside">
      {made === null ? (
        <Making page={page} refused={answer?.refused} />
      ) : (
        <Made {...{ page, made }} />
      )}
      <Links page={page} />
    </DebtorPage>
  );
}

function Making({ page, refused }: { page: Page; refused: MakingRefused }) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <PageTitle>{t("payerLink.title")}</PageTitle>
      <Lead>{t("payerLink.lead")}</Lead>
      <div className="gap-s">
        <PlainList>
          <li>{t("payerLink.sees")}</li>
          <li>{t("payerLink.once")}</li>
          <li>{t("payerLink.yours")}</li>
        </PlainList>
      </div>
      {page.may ? (
        <AmountForm
          page={page}
          refused={refused}
          title={t("payerLink.howMuch")}
          go={t("payerLink.make")}
        />
      ) : (
        <Note>{t("payerLink.notNow")}</Note>
      )}
    </>
  );
}

type MakingRefused = Parameters<typeof AmountForm>[0]["refused"];

interface MadeProps {
  readonly page: Page;
  readonly made: {
    readonly url: string;
    readonly reference: string;
    readonly amountMinor: bigint;
    readonly expiresAt: number;
  };
}

/** The address, this once. */
function Made({ page, made }: MadeProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const until = longMoment(made.expiresAt, page.zone, locale);
  return (
    <>
      <PageTitle>{t("payerLink.made")}</PageTitle>
      <Lead>
        {t("payerLink.madeLead", {
          amount: moneyInText(made.amountMinor, page.currency, locale),
          until,
        })}
      </Lead>
      <div className="field gap">
        <label htmlFor="payer-url">{t("payerLink.address")}</label>
        <textarea className="input" id="payer-url" readOnly rows={3} value={made.url} />
      </div>
      <PaymentReference reference={made.reference} />
      <Quiet small gap="small">
        {t("payerLink.onlyNow")}
      </Quiet>
      <Acts>
        <ButtonLink look="second" href={`/a/${page.accountId}/payer-link`}>
          {t("payerLink.another")}
        </ButtonLink>
      </Acts>
    </>
  );
}

function Links({ page }: { page: Page }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (page.links.length === 0) return null;
  return (
    <Section title={t("payerLink.links")}>
      <Rows>
        {page.links.map((link) => (
          <RowFact
            key={link.id}
            title={
              <>
                <Amount minor={link.amountMinor} currency={page.currency} />{" "}
                <Digits>
                  <NoBreak>{link.reference}</NoBreak>
                </Digits>
              </>
            }
            detail={t(`payerLink.state.${link.state}`, {
              until: longMoment(link.expiresAt, page.zone, locale),
            })}
          />
        ))}
      </Rows>
      {page.links
        .filter((link) => link.state === "live")
        .map((link) => (
          <PageForm key={link.id}>
            <input type="hidden" name="revoke" value={link.id} />
            <Acts close>
              <Button look="second" name="intent" value="revoke">
                {t("payerLink.revoke", { reference: link.reference })}
              </Button>
            </Acts>
          </PageForm>
        ))}
    </Section>
  );
}
