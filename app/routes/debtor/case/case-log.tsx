import { useTranslation } from "react-i18next";
import { Log, LogEntry } from "#app/components/ui/log.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate, shortDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { CasePage } from "#app/services/reading/case.server.ts";

/** Everything that was said in a case, oldest first, and the files that came with it. */
export function CaseLog({ page }: { page: CasePage }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (
    <>
      <Log>
        {page.steps.map((step) => {
          const day = dateInZone(step.at, page.zone);
          const date = step.dueOn === null ? "" : longDate(step.dueOn, locale);
          return (
            <LogEntry
              key={step.id}
              when={shortDate(day, locale)}
              iso={day}
              title={t(stepKey(step), { date })}
              detail={<Said step={step} currency={page.currency} />}
            />
          );
        })}
      </Log>
      {page.files.length > 0 && (
        <ul className="files" aria-label={t("newCase.files")}>
          {page.files.map(({ id, name }) => (
            <li key={id}>
              <a href={`/files/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A case that staff wrote down was the debtor's word all the same. */
function stepKey({ kind, own }: CasePage["steps"][number]) {
  if (kind === "opened" && !own) return "case.step.takenDown";
  if (kind === "added" && !own) return "case.step.takenDownMore";
  return `case.step.${kind}` as "case.step.opened";
}

interface SaidProps {
  readonly step: CasePage["steps"][number];
  readonly currency: CasePage["currency"];
}

/** What was ticked, then the debtor's or our own words, each on its line. */
function Said({ step, currency }: SaidProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const minor = step.amountMinor;
  const amount = minor === null ? step.amount : moneyInText(minor, currency, locale);
  const lines = [
    ...(step.event ? [t(`case.event.${step.event}`)] : []),
    ...(step.since ? [t("case.since", { since: step.since })] : []),
    ...(amount ? [t("case.amount", { amount })] : []),
    ...(step.text === "" ? [] : [step.text]),
    ...(step.files > 0 ? [t("case.files", { count: step.files })] : []),
  ];
  return <span className="said">{lines.join("\n")}</span>;
}
