import { useTranslation } from "react-i18next";
import { type Failure, failureTexts } from "../layout/failure.ts";
import { Acts, ButtonLink } from "../ui/button.tsx";
import { StaffPage } from "./staff-page.tsx";

/** What staff read when a page cannot be shown. */
export function StaffErrorPage({ failure, requestId }: StaffErrorPageProps) {
  const { t } = useTranslation("common");
  const texts = failureTexts(failure);
  return (
    <StaffPage title={t(texts.title)} lead={t(`error.staff.${failure}`)}>
      {failure === "unavailable" && requestId && (
        <p className="quiet small gap-s">{t("error.unavailable.reference", { id: requestId })}</p>
      )}
      <Acts close>
        <ButtonLink href="/staff" look="second">
          {t("error.staffHome")}
        </ButtonLink>
      </Acts>
    </StaffPage>
  );
}

interface StaffErrorPageProps {
  readonly failure: Failure;
  readonly requestId: string | null;
}
