import { useTranslation } from "react-i18next";
import { LastProposalNote } from "#app/components/plan/last-proposal.tsx";
import { Note } from "#app/components/ui/note.tsx";

interface NewsProps {
  readonly news: {
    readonly about: "proposal" | "dispute" | "complaint" | "hardship";
    readonly id: string;
    readonly state: string;
    /** Epoch milliseconds. */
    readonly answerBy: number | null;
  };
  readonly accountId: string;
  readonly zone: string;
}

/** A question or an answer to the debtor, and the way to it. */
export function NewsNote({ news, accountId, zone }: NewsProps) {
  const { t } = useTranslation("debtor");
  const { about, id, state, answerBy } = news;
  if (about === "proposal") {
    const last = { id, state: state === "waiting" ? state : "decided", answerBy } as const;
    return <LastProposalNote home last={last} accountId={accountId} zone={zone} />;
  }
  const asked = state === "asked" && about !== "hardship";
  const href = about === "hardship" ? "hardship" : `cases/${id}`;
  return (
    <Note title={t(asked ? `home.asked.${about}` : `home.answered.${about}`)}>
      <p className="small quiet">
        <a href={`/a/${accountId}/${href}`}>{t(`home.${asked ? "asked" : "answered"}.see`)}</a>
      </p>
    </Note>
  );
}
