import { useTranslation } from "react-i18next";
import { PageForm } from "../forms/page-form.tsx";
import { Digits } from "../ui/text.tsx";
import { bareFrame, useFrame } from "./frame.tsx";

/** Phone, advice, privacy, the way out, and whose service this is. */
export function Foot() {
  const { t } = useTranslation("common");
  const { brand, nameOnly, phone, adviceHref, learnHref, privacyHref, signOutAction } = useFrame();
  const named = brand !== bareFrame.brand && !nameOnly;
  return (
    <footer className="foot">
      <div className="wrap">
        <ul>
          {phone && (
            <li>
              <a href={phone.href}>
                {t("page.phone")}&nbsp;<Digits>{phone.display}</Digits>
              </a>
            </li>
          )}
          {adviceHref && <FootLink href={adviceHref}>{t("page.debtAdvice")}</FootLink>}
          {learnHref && <FootLink href={learnHref}>{t("page.learn")}</FootLink>}
          {privacyHref && <FootLink href={privacyHref}>{t("page.privacy")}</FootLink>}
          {signOutAction && (
            <li>
              <PageForm action={signOutAction}>
                <button type="submit">{t("page.signOut")}</button>
              </PageForm>
            </li>
          )}
        </ul>
        {named && <p>{t("page.poweredBy", { brand })}</p>}
      </div>
    </footer>
  );
}

function FootLink({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <a href={href}>{children}</a>
    </li>
  );
}
