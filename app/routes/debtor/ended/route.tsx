import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";

const reasons = [
  "none",
  "idle",
  "too-long",
  "link",
  "link-unknown",
  "link-expired",
  "wrong-person",
  "signed-out",
  "helper",
  "helper-idle",
  "helper-left",
] as const;
type Reason = (typeof reasons)[number];

/** Why there is no visit; what the address says is only ever one of these words. */
export function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get("why");
  return { why: reasons.find((reason) => reason === asked) ?? "none" };
}

/** The words of each; reasons that a visitor cannot tell apart share them. */
const wordsOf = {
  none: "none",
  idle: "idle",
  "too-long": "idle",
  link: "link",
  "link-unknown": "link",
  "link-expired": "expired",
  "wrong-person": "wrongPerson",
  "signed-out": "signedOut",
  helper: "helper",
  "helper-idle": "helperLeft",
  "helper-left": "helperLeft",
} as const satisfies Record<Reason, string>;

export default function Ended() {
  const { t } = useTranslation("debtor");
  const words = wordsOf[useLoaderData<typeof loader>().why as Reason];
  const over = words === "wrongPerson" || words === "helper" || words === "helperLeft";
  return (
    <DebtorPage>
      <PageTitle>{t(`ended.${words}.title`)}</PageTitle>
      <p className="lead">{t(`ended.${words}.lead`)}</p>
      {!over && <Note>{t(words === "idle" ? "ended.kept" : "ended.safe")}</Note>}
      {!over && (
        <div className="gap">
          <Rows>
            <Row href="/find" title={t("ended.find")} detail={t("ended.findHint")} />
          </Rows>
        </div>
      )}
    </DebtorPage>
  );
}
