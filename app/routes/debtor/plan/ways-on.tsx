import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth, longDate, mediumDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { DateChange, PlanChoices } from "./page.ts";
import type { CannotWord } from "./said.ts";

interface WaysOnProps {
  readonly accountId: string;
  readonly currency: Currency;
  readonly choices: PlanChoices;
}

/** What the signer may do to the plan by themselves, and why not where that is not possible. */
export function WaysOn({ accountId, currency, choices }: WaysOnProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { days, skip, savedMinor, wholeMinor, cannotLeave, withdrawUntil } = choices;
  const last = days.at(-1);
  const whole = moneyInText(wholeMinor, currency, locale);
  const saved = moneyInText(savedMinor, currency, locale);
  return (
    <Section title={t("plan.change.title")} under={t("plan.change.under")}>
      <Rows>
        {last && (
          <Row
            href={`/a/${accountId}/plan/move`}
            title={t("plan.change.move")}
            detail={t("plan.change.moveHint", { date: dayAndMonth(last, locale) })}
          />
        )}
        {skip && (
          <Row
            href={`/a/${accountId}/plan/skip`}
            title={t("plan.change.skip")}
            detail={t("plan.change.skipHint", { date: longDate(skip.lastOn, locale) })}
          />
        )}
        {cannotLeave === null && (
          <Row
            href={`/a/${accountId}/propose`}
            title={t("plan.change.other")}
            detail={t("plan.change.otherHint")}
          />
        )}
        <Row
          href={`/a/${accountId}/pay`}
          title={t("plan.change.whole", { amount: whole })}
          detail={
            savedMinor > 0n ? t("plan.change.wholeSaves", { saved }) : t("plan.change.wholeHint")
          }
        />
        {withdrawUntil !== null && (
          <Row
            href={`/a/${accountId}/plan/cancel`}
            title={t("plan.change.withdraw")}
            detail={t("plan.change.withdrawHint", { date: longDate(withdrawUntil, locale) })}
          />
        )}
        {cannotLeave === null && withdrawUntil === null && (
          <Row
            href={`/a/${accountId}/plan/cancel`}
            title={t("plan.change.cancel")}
            detail={t("plan.change.cancelHint")}
          />
        )}
      </Rows>
      <Cannot choices={choices} />
    </Section>
  );
}

/** Each reason once, with what it is about. */
function Cannot({ choices }: Pick<WaysOnProps, "choices">) {
  const cannot = useCannotWords(choices.skipAgainOn);
  const all = [choices.cannotLeave, choices.cannotMove, choices.cannotSkip];
  const reasons = [...new Set(all.filter((reason) => reason !== null))];
  if (reasons.length === 0) return null;
  return (
    <div className="small quiet gap-s">
      <PlainList>
        {reasons.map((reason) => (
          <li key={reason}>{cannot(reason)}</li>
        ))}
      </PlainList>
    </div>
  );
}

/** Why something cannot be done, and what can; the day from which another date may be skipped. */
export function useCannotWords(skipAgainOn: CalendarDate | null): (why: CannotWord) => string {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (why) => {
    if (why !== "none-left") return t(`plan.cannot.${why}`);
    // An old address may still say so when it is so no more.
    if (skipAgainOn === null) return t("plan.cannot.changed");
    return t("plan.cannot.none-left", { date: longDate(skipAgainOn, locale) });
  };
}

/** The dates that the debtor changed. */
export function DateChanges({ changes }: { changes: readonly DateChange[] }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (changes.length === 0) return null;
  return (
    <Section title={t("plan.changed.title")}>
      <PlainList>
        {changes.map(({ id, kind, n, from, to }) => (
          <li key={id}>
            {t(`plan.changed.${kind}`, {
              n,
              from: mediumDate(from, locale),
              to: mediumDate(to, locale),
            })}
          </li>
        ))}
      </PlainList>
    </Section>
  );
}
