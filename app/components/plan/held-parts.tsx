import { useTranslation } from "react-i18next";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { RowFact, Rows } from "../ui/rows.tsx";

interface HeldPartsProps {
  readonly holds: readonly {
    readonly kind: HoldKind;
    readonly to: CalendarDate | null;
    readonly effects: readonly HoldEffect[];
  }[];
}

/** Every hold in force with what it stops and until when. */
export function HeldParts({ holds }: HeldPartsProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const stopped = (effects: readonly HoldEffect[]) =>
    effects.map((effect) => t(`holdEffect.${effect}`)).join(t("common:listSeparator"));
  return (
    <Rows>
      {holds.map(({ kind, to, effects }) => (
        <RowFact
          key={`${kind}:${to}:${effects.join()}`}
          title={t(`holdKind.${kind}`)}
          detail={t(`hardship.${wordsFor(kind, to)}`, {
            stops: stopped(effects),
            date: to ? longDate(to, locale) : "",
          })}
        />
      ))}
    </Rows>
  );
}

/** A hold without a name may be another debtor's, whose end is not told: nothing is said of it. */
function wordsFor(kind: HoldKind, to: CalendarDate | null) {
  if (to !== null) return "heldUntil";
  return kind === "manual" ? "heldOnly" : "heldOpen";
}
