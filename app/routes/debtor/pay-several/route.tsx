import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { firstChoice, useAmountOptions } from "#app/components/pay/amount-options.tsx";
import { WhatComesNext } from "#app/components/pay/methods.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { payTogether, showSeveral } from "./route.server.ts";

export const loader = showSeveral;
export const action = payTogether;

type Page = ReturnType<typeof useLoaderData<typeof loader>>;
type Account = Page["accounts"][number];

export default function PaySeveral() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const open = page.accounts.filter((one) => !one.closed && !one.blocked);
  const busy = page.accounts.filter((one) => one.blocked);
  const form = useFormView(answer?.refused, initialChoices(open));
  const totalMinor = answer && "totalMinor" in answer ? answer.totalMinor : firstTotal(open);
  const labels = useLabels(open);
  const shown = answer === undefined || "totalMinor" in answer;
  return (
    <DebtorPage back={{ href: "/home", label: t("home.document") }} width="aside">
      <PageTitle>{t("paySeveral.title")}</PageTitle>
      <Lead>{t("paySeveral.lead")}</Lead>
      {busy.map((one) => (
        <Note key={one.accountId} attention title={t("paySeveral.busy")}>
          <AccountName {...one} />
        </Note>
      ))}
      {open.length === 0 ? (
        <Note>{t("paySeveral.none")}</Note>
      ) : (
        <PageForm className="gap">
          <ErrorSummary form={form} labels={labels} />
          {open.map((account) => (
            <AccountChoice key={account.accountId} account={account} form={form} />
          ))}
          {shown && (
            <Facts gap>
              <Fact name={t("paySeveral.total")}>
                <b>
                  <Amount minor={totalMinor} currency={page.currency} />
                </b>
              </Fact>
            </Facts>
          )}
          <Acts>
            <Button name="intent" value="go">
              {t("pay.go")}
            </Button>
            <Button look="second" name="intent" value="total">
              {t("paySeveral.sum")}
            </Button>
          </Acts>
          <WhatComesNext methods={open[0]?.methods ?? []} />
        </PageForm>
      )}
    </DebtorPage>
  );
}

/** The list of errors says which account. */
function useLabels(accounts: readonly Account[]): Record<string, string> {
  const { t } = useTranslation("debtor");
  const labels = accounts.flatMap(({ accountId, card, product }) => {
    const name = card === null ? (product ?? t("home.account")) : `${t("home.cardEnding")} ${card}`;
    return [`choice.${accountId}`, `amount.${accountId}`].map((field) => [field, name]);
  });
  return Object.fromEntries(labels);
}

/** What is overdue or due next is chosen already; the rest, or what is on hold, is left. */
function startsWith(account: Account): string {
  if (account.paused !== null) return "none";
  const first = firstChoice(account);
  return first === "next" || first === "overdue" ? first : "none";
}

function initialChoices(accounts: readonly Account[]): Record<string, string> {
  return Object.fromEntries(
    accounts.map((account) => [`choice.${account.accountId}`, startsWith(account)]),
  );
}

function firstTotal(accounts: readonly Account[]): bigint {
  return accounts.reduce((sum, account) => {
    const chosen = account.fixed.find(({ choice }) => choice === startsWith(account));
    return sum + (chosen?.amountMinor ?? 0n);
  }, 0n);
}

function AccountChoice({ account, form }: { account: Account; form: FormView }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, currency, owedMinor, paused } = account;
  const hints = [
    t("home.owed", { amount: moneyInText(owedMinor, currency, locale) }),
    ...(paused ? [t("pay.paused.title")] : []),
  ];
  const options = useAmountOptions(account, form.field(`amount.${accountId}`));
  const none = { value: "none", label: t("paySeveral.notNow") };
  return (
    <Choices
      {...form.field(`choice.${accountId}`)}
      label={<AccountName {...account} />}
      hint={hints.join(" · ")}
      options={[...options, none]}
    />
  );
}
