import { useTranslation } from "react-i18next";
import { Acts, ButtonLink } from "../ui/button.tsx";
import { Row, Rows } from "../ui/rows.tsx";
import { Lead, Quiet } from "../ui/text.tsx";
import { DebtorPage, PageTitle } from "./debtor-page.tsx";
import { SendAgain } from "./failed-form.tsx";
import { type Failure, failureTexts } from "./failure.ts";
import { useFrame } from "./frame.tsx";

interface ErrorPageProps {
  readonly failure: Failure;
  /** Found again in the log; of no use to anyone else. */
  readonly requestId: string | null;
}

/**
 * What a debtor reads when a page cannot be shown; no detail of the error, a way on.
 * @param door whoever is not in is shown the door that needs no link
 */
export function ErrorPage({ failure, requestId, door }: ErrorPageProps & { door?: boolean }) {
  return (
    <DebtorPage>
      <ErrorWords failure={failure} requestId={requestId} />
      <WayOn door={door === true && failure === "notFound"} />
    </DebtorPage>
  );
}

/** The words alone, for a page of another frame. */
export function ErrorWords({ failure, requestId }: ErrorPageProps) {
  const { t } = useTranslation(["common", "debtor"]);
  const { helper } = useFrame();
  const texts = failureTexts(failure);
  if (helper && failure === "forbidden") {
    return (
      <>
        <PageTitle>{t("debtor:helping.notYours.title", { name: helper.name })}</PageTitle>
        <Lead>{t("debtor:helping.notYours.lead", { name: helper.name })}</Lead>
      </>
    );
  }
  return (
    <>
      <PageTitle>{t(texts.title)}</PageTitle>
      <Lead>{t(texts.lead)}</Lead>
      {failure === "unavailable" && <SendAgain />}
      {texts.money && <Quiet gap="small">{t(texts.money)}</Quiet>}
      {failure === "unavailable" && requestId && (
        <Quiet small gap="large">
          {t("error.unavailable.reference", { id: requestId })}
        </Quiet>
      )}
    </>
  );
}

function WayOn({ door }: { door: boolean }) {
  const { t } = useTranslation(["common", "debtor"]);
  const { homeHref } = useFrame();
  if (!homeHref) {
    if (!door) return null;
    return (
      <div className="gap">
        <Rows>
          <Row href="/find" title={t("debtor:ended.find")} detail={t("debtor:ended.findHint")} />
        </Rows>
      </div>
    );
  }
  return (
    <Acts>
      <ButtonLink href={homeHref} look="second">
        {t("error.home")}
      </ButtonLink>
    </Acts>
  );
}
