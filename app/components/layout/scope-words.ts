import { useTranslation } from "react-i18next";
import type { HelperScope } from "#app/domain/verification/helper.ts";

/** What a helper may do, as one phrase: "look, pay". */
export function useScopeWords(): (scopes: readonly HelperScope[]) => string {
  const { t } = useTranslation("debtor");
  return (scopes) => scopes.map((scope) => t(`helping.may.${scope}`)).join(t("helping.separator"));
}
