import { useTranslation } from "react-i18next";
import { Icon } from "../ui/icon.tsx";
import type { DebtorTab } from "./frame.tsx";
import { useFrame } from "./frame.tsx";
import { LanguageLink } from "./language-link.tsx";

/** Brand and language. */
export function Masthead() {
  const { t } = useTranslation("common");
  const { brand, homeHref, nameOnly } = useFrame();
  const words = (
    <>
      <Icon name="mark" />
      <span>
        <b>{brand}</b> {!nameOnly && t("page.service")}
      </span>
    </>
  );
  return (
    <header className="masthead">
      <div className="wrap">
        {homeHref ? (
          <a className="brand" href={homeHref}>
            {words}
          </a>
        ) : (
          <div className="brand">{words}</div>
        )}
        <LanguageLink />
      </div>
    </header>
  );
}

/** The resting pages; journeys have a back link instead. */
export function Tabs({ current }: { current: DebtorTab }) {
  const { t } = useTranslation("common");
  const { tabs } = useFrame();
  if (tabs.length === 0) return null;
  return (
    <nav className="tabs" aria-label={t("page.main")}>
      <div className="wrap">
        <ul>
          {tabs.map(({ tab, href }) => (
            <li key={tab}>
              <a href={href} aria-current={tab === current ? "page" : undefined}>
                {t(`page.${tab}`)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

/** First in the order of keys: past the masthead to the page. */
export function SkipLink() {
  const { t } = useTranslation("common");
  return (
    <a className="skip" href="#main">
      {t("skip")}
    </a>
  );
}
