import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";

type Method = "card" | "alipay" | "wechat_pay";

/** What comes next, and which ways to pay there are. */
export function WhatComesNext({ methods }: { methods: readonly Method[] }) {
  const { t } = useTranslation("debtor");
  const wallets = methods.filter((method) => method !== "card");
  return (
    <Section title={t("pay.then")}>
      <PlainList>
        <li>{t("pay.next1", { methods: useNames(methods) })}</li>
        {wallets.length > 0 && <li>{t("pay.nextWallets", { methods: useNames(wallets) })}</li>}
        <li>{t("pay.next2")}</li>
        <li>{t("pay.next3")}</li>
      </PlainList>
    </Section>
  );
}

function useNames(methods: readonly Method[]): string {
  const { t } = useTranslation("debtor");
  return methods.map((method) => t(`pay.method.${method}`)).join(t("pay.or"));
}
