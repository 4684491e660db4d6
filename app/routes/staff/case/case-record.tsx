import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { Log, LogEntry } from "#app/components/ui/log.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffCasePage } from "#app/services/reading/staff-case.server.ts";

interface RecordProps {
  readonly page: StaffCasePage;
}

/** Everything that was said and done, notes among it, oldest first. */
export function CaseRecord({ page }: RecordProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { zone } = page.account;
  const file = `/staff/cases/${page.id}/letter.pdf`;
  const held = page.steps.some(({ kind, round }) => kind === "held-over" && round === page.round);
  const answered = page.steps.some(({ kind }) => kind === "resolved");
  const letter = (
    <>
      {held && <a href={`${file}?which=holding`}>{t("cases.holdingLetter")}</a>}{" "}
      {answered && <a href={file}>{t("cases.letter")}</a>}
    </>
  );
  return (
    <Block title={t("cases.record")} beside={letter}>
      <Log>
        {page.steps.map((step) => (
          <LogEntry
            key={step.id}
            when={shortMoment(step.at, zone, locale)}
            iso={dateInZone(step.at, zone)}
            title={t("cases.by", {
              what: t(`cases.step.${step.kind}`),
              who: t(`actor.${step.by}` as "actor.staff"),
            })}
            detail={<Said page={page} step={step} />}
          />
        ))}
      </Log>
    </Block>
  );
}

function Said({ page, step }: RecordProps & { step: StaffCasePage["steps"][number] }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { words } = step;
  if (words === null) return null;
  const { currency, zone } = page.account;
  const minor = words.answer?.amountMinor ?? null;
  const claimed = step.claimedMinor;
  const amount = claimed === null ? words.amount : moneyInText(claimed, currency, locale);
  return (
    <>
      {words.answer && <b>{t(`cases.came.${words.answer.outcome}`)} </b>}
      {minor !== null && <span>{moneyInText(BigInt(minor), currency, locale)} </span>}
      {words.event && <span>{t(`debtor:case.event.${words.event}`)} </span>}
      {words.since && <span>{t("debtor:case.since", { since: words.since })} </span>}
      {amount && <span>{t("debtor:case.amount", { amount })} </span>}
      {words.dueAt !== undefined && (
        <span>{t("cases.newDay", { date: shortMoment(words.dueAt, zone, locale) })} </span>
      )}
      <span className="said">{words.text}</span>
      {words.files ? <span> {t("debtor:case.files", { count: words.files })}</span> : null}
    </>
  );
}
