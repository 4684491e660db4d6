import { useTranslation } from "react-i18next";
import { Acts, ButtonLink } from "../ui/button.tsx";
import { Lead, Quiet } from "../ui/text.tsx";
import { DebtorPage, PageTitle } from "./debtor-page.tsx";
import { type Failure, failureTexts } from "./failure.ts";
import { useFrame } from "./frame.tsx";

interface ErrorPageProps {
  readonly failure: Failure;
  /** Found again in the log; of no use to anyone else. */
  readonly requestId: string | null;
}

/** What a debtor reads when a page cannot be shown; no detail of the error, a way on. */
export function ErrorPage({ failure, requestId }: ErrorPageProps) {
  return (
    <DebtorPage>
      <ErrorWords failure={failure} requestId={requestId} />
      <WayOn />
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
      {texts.money && <Quiet gap="small">{t(texts.money)}</Quiet>}
      {failure === "unavailable" && requestId && (
        <Quiet small gap="large">
          {t("error.unavailable.reference", { id: requestId })}
        </Quiet>
      )}
    </>
  );
}

function WayOn() {
  const { t } = useTranslation("common");
  const { homeHref } = useFrame();
  if (!homeHref) return null;
  return (
    <Acts>
      <ButtonLink href={homeHref} look="second">
        {t("error.home")}
      </ButtonLink>
    </Acts>
  );
}
