import { useTranslation } from "react-i18next";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { dayInWeek } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Note } from "../ui/note.tsx";

/** A proposal that a person answers, or has answered. */
export interface LastProposal {
  readonly id: string;
  readonly state: "waiting" | "decided";
  /** Epoch milliseconds: by when it is answered. */
  readonly answerBy: number | null;
}

interface LastProposalProps {
  readonly last: LastProposal;
  readonly accountId: string;
  readonly zone: string;
  /** Where nothing is proposed on the page itself. */
  readonly home?: boolean;
}

/** Says that an answer is under way, or is there, and leads to it. */
export function LastProposalNote({ last, accountId, zone, home }: LastProposalProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { state, answerBy } = last;
  const date = answerBy === null ? "" : dayInWeek(dateInZone(answerBy, zone), locale);
  return (
    <Note title={state === "waiting" ? t("propose.waiting", { date }) : t("propose.decided")}>
      <p className="small quiet">
        {state === "waiting" && !home && t("propose.waitingAnother")}{" "}
        <a href={`/a/${accountId}/propose?proposal=${last.id}`}>
          {t(state === "waiting" ? "propose.see" : "home.answered.see")}
        </a>
      </p>
    </Note>
  );
}
