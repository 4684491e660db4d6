import { useTranslation } from "react-i18next";

/** The way back to an account from a page that acts on it. */
export function AccountCrumbs({ id, reference }: { id: string; reference: string }) {
  const { t } = useTranslation("staff");
  return (
    <>
      <a href="/staff/accounts">{t("accounts.title")}</a> /{" "}
      <a href={`/staff/accounts/${id}`}>{reference}</a>
    </>
  );
}
