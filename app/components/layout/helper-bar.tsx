import { useTranslation } from "react-i18next";
import { PageForm } from "../forms/page-form.tsx";
import { useFrame } from "./frame.tsx";
import { useScopeWords } from "./scope-words.ts";

/** Whom the reader is helping, in what, and the way out; nothing for the debtor. */
export function HelperBar() {
  const { t } = useTranslation("debtor");
  const words = useScopeWords();
  const { helper, signOutAction } = useFrame();
  if (helper === undefined) return null;
  return (
    <section className="helping" aria-label={t("helping.barName")}>
      <div className="wrap">
        <p>{t("helping.bar", { name: helper.name, what: words(helper.scopes) })}</p>
        {signOutAction && (
          <PageForm action={signOutAction}>
            <button type="submit">{t("helping.leave")}</button>
          </PageForm>
        )}
      </div>
    </section>
  );
}
