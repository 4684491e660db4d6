import { useTranslation } from "react-i18next";
import { clockText } from "#app/domain/notices/hours.ts";
import type { Support } from "#app/domain/notices/support.ts";
import { Fact } from "../ui/facts.tsx";

/** How a debtor wants to be written to and spoken with; `Fact`s. */
export function SupportFacts({ support }: { support: Support }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const said = {
    "large-print": null,
    language: support.language,
    helper: support.helper,
    "call-times":
      support.hours &&
      `${clockText(support.hours.fromMinute)}–${clockText(support.hours.toMinute)}`,
  };
  return (
    <>
      {support.needs.map((need) => (
        <Fact key={need} name={t("person.support")}>
          {t(`debtor:support.need.${need}`)}
          {said[need] && <> {said[need]}</>}
        </Fact>
      ))}
      {support.note !== null && <Fact name={t("debtor:support.note")}>{support.note}</Fact>}
    </>
  );
}
