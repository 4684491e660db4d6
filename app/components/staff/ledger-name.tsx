import { useTranslation } from "react-i18next";
import { componentNames } from "#app/domain/money/components.ts";

/** An account of the ledger in words: "receivable:interest", "cash:stripe", "credit:debtor". */
export function LedgerName({ account }: { account: string }) {
  const { t } = useTranslation(["staff", "common"]);
  const [group = "", name = ""] = account.split(":");
  const component = componentNames.find((known) => known === name);
  const known = groups.find((one) => one === group);
  if (known === undefined) return <>{account}</>;
  if (known === "cash") return <>{t("ledgerAccount.cash", { till: name })}</>;
  if (component === undefined) return <>{t(`ledgerAccount.${known}`)}</>;
  return <>{t(`ledgerAccount.${known}`, { component: t(`common:component.${component}`) })}</>;
}

const groups = [
  "receivable",
  "income",
  "cash",
  "credit",
  "transfer",
  "suspense",
  "waiver",
  "snapshot",
] as const;
