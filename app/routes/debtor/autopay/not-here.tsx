import { useTranslation } from "react-i18next";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";

/** No way to pay here can be charged again: what happens instead. */
export function NotOffered({ accountId }: { accountId: string }) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <Lead>{t("autopay.notOffered.lead")}</Lead>
      <p className="quiet">{t("autopay.notOffered.promise")}</p>
      <Acts>
        <ButtonLink href={`/a/${accountId}/pay`}>{t("autopay.notOffered.pay")}</ButtonLink>
      </Acts>
    </>
  );
}

/** There is no plan, or it is somebody else who signed it. */
export function NoPlan({
  accountId,
  notMine,
}: {
  accountId: string;
  notMine: "none" | "not-mine";
}) {
  const { t } = useTranslation("debtor");
  const none = notMine === "none";
  return (
    <>
      <Lead>{t(none ? "autopay.noPlan.lead" : "autopay.noPlan.notSigner")}</Lead>
      <Acts>
        <ButtonLink href={`/a/${accountId}/${none ? "ways" : "plan"}`}>
          {t(none ? "autopay.noPlan.ways" : "autopay.noPlan.plan")}
        </ButtonLink>
      </Acts>
    </>
  );
}
