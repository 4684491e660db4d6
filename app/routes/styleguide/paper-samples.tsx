import { Agreement, Clause, ClauseWith, Fingerprint } from "#app/components/plan/agreement.tsx";
import { Schedule } from "#app/components/plan/schedule.tsx";
import { type Locale, locales, otherLocale } from "#app/i18n/locale.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import texts from "./paper-texts.json" with { type: "json" };
import { schedule } from "./samples.ts";
import { useSay } from "./use-say.ts";

const hash = "5c1f08d29b7e4a63e1f720c48d95b3aa6702fe1944bdc8e031759a2cd64f0b81";

/** The agreement in both languages; the reader's own stands first. */
export function PaperSamples() {
  const say = useSay();
  const mine = useLocale();
  const order = [mine, otherLocale(mine)];
  return (
    <Agreement titles={order.map((locale) => ({ locale, text: pick(texts.title, locale) }))}>
      {texts.clauses.map((clause) => (
        <Clause
          key={clause.title[1]}
          wordings={order.map((locale) => ({
            locale,
            title: pick(clause.title, locale),
            text: pick(clause.text, locale),
          }))}
        />
      ))}
      <ClauseWith titles={order.map((locale) => ({ locale, text: pick(texts.schedule, locale) }))}>
        <Schedule
          lines={schedule(24, 68_300n)}
          currency="CNY"
          caption={say("schedule")}
          bilingual
        />
      </ClauseWith>
      <Fingerprint label={pick(texts.fingerprint, mine)} hash={hash} />
    </Agreement>
  );
}

function pick(pair: readonly string[], locale: Locale): string {
  return pair[locales.indexOf(locale)] ?? "";
}
