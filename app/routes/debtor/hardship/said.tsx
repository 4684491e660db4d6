import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { CaseView } from "#app/services/reading/hardship.server.ts";

interface SaidProps {
  readonly one: CaseView;
  readonly zone: string;
}

/** What the debtor said, so that nobody has to remember it; and what staff took down of it. */
export function Said({ one, zone }: SaidProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const reasons = one.reasons.map((reason) => t(`hardship.reason.${reason}`));
  return (
    <Section title={t("hardship.said")} under={longDate(dateInZone(one.at, zone), locale)}>
      {one.steps[0]?.by === "staff" && <TakenDown />}
      <Facts>
        <Fact name={t("hardship.reasons")}>{reasons.join(t("common:listSeparator"))}</Fact>
        {one.text !== "" && (
          <Fact said name={t("hardship.words")}>
            {one.text}
          </Fact>
        )}
        {one.steps.filter(isSaidLater).map(({ id, at, by, text }) => (
          <Fact
            said
            key={id}
            name={t("hardship.addedOn", { date: longDate(dateInZone(at, zone), locale) })}
          >
            {text}
            {by === "staff" && <TakenDown />}
          </Fact>
        ))}
        {one.files.length > 0 && (
          <Fact name={t("hardship.papers")}>
            {one.files.map(({ id, name }) => (
              <div key={id}>
                <a href={`/files/${id}`}>{name}</a>
              </div>
            ))}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

function TakenDown() {
  const { t } = useTranslation("debtor");
  return <p className="small quiet gap-s">{t("hardship.takenDown")}</p>;
}

/** After the first step: words of the debtor's own, also those that staff took down. */
function isSaidLater({ by, kind, text }: CaseView["steps"][number], index: number): boolean {
  return index > 0 && Boolean(text) && (by === "debtor" || kind === "added");
}
