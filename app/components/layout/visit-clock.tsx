import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { FormToken } from "../forms/page-form.tsx";
import { useFrame } from "./frame.tsx";
import { useNonce } from "./request-facts.tsx";
import script from "./visit-clock.js?url&no-inline";

/**
 * Warns two minutes before a visit ends, where there is script, and keeps what is typed meanwhile.
 * Without script a form that comes too late is kept all the same.
 */
export function VisitClock() {
  const { t } = useTranslation("common");
  const token = useContext(FormToken);
  const nonce = useNonce();
  const { visitLeftMs, shownAtMs } = useFrame();
  if (visitLeftMs === undefined) return null;
  return (
    <>
      <div
        id="visit-clock"
        className="visit-clock"
        role="status"
        data-left-ms={visitLeftMs}
        data-shown={shownAtMs}
        data-token={token}
      >
        <div hidden>
          <p>{t("visit.warning")}</p>
          <button type="button" className="btn second">
            {t("visit.stay")}
          </button>
        </div>
      </div>
      <script src={script} nonce={nonce} defer />
    </>
  );
}
