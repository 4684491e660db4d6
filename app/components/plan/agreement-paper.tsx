import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { ScheduleLine } from "#app/domain/plans/offer.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { Agreement, Clause, ClauseWith, Fingerprint } from "./agreement.tsx";
import { Schedule } from "./schedule.tsx";

/** An agreement in the words of one language. */
export interface PaperWording {
  readonly locale: Locale;
  readonly title: string;
  readonly clauses: readonly { readonly title: string; readonly text: string }[];
  readonly schedule: string;
  /** The headings of the accounts' own schedules, where it is on several. */
  readonly parts?: readonly string[];
}

interface AgreementPaperProps {
  /** The reader's language first. */
  readonly wordings: readonly PaperWording[];
  readonly schedule: readonly ScheduleLine[];
  readonly currency: Currency;
  readonly sha256: string;
  /** Of an agreement on several accounts: what each of them pays. */
  readonly parts?: readonly {
    readonly accountRef: string;
    readonly schedule: readonly ScheduleLine[];
  }[];
}

/** The whole agreement: clauses in both languages, the exact schedule, one fingerprint. */
export function AgreementPaper(props: AgreementPaperProps) {
  const { wordings, schedule, currency, sha256, parts = [] } = props;
  const { t } = useTranslation("debtor");
  const [mine] = wordings;
  return (
    <Agreement titles={wordings.map(({ locale, title }) => ({ locale, text: title }))}>
      {mine?.clauses.map((clause, index) => (
        <Clause
          key={clause.title}
          wordings={wordings.map(({ locale, clauses }) => ({
            locale,
            title: clauses[index]?.title ?? "",
            text: clauses[index]?.text ?? "",
          }))}
        />
      ))}
      <ClauseWith titles={wordings.map(({ locale, schedule: text }) => ({ locale, text }))}>
        <Schedule lines={schedule} currency={currency} caption={mine?.schedule ?? ""} bilingual />
      </ClauseWith>
      {parts.map((part, index) => (
        <ClauseWith
          key={part.accountRef}
          titles={wordings.map(({ locale, parts: titles = [] }) => ({
            locale,
            text: titles[index] ?? part.accountRef,
          }))}
        >
          <Schedule
            lines={part.schedule}
            currency={currency}
            caption={mine?.parts?.[index] ?? part.accountRef}
            wholeUpTo={6}
            bilingual
          />
        </ClauseWith>
      ))}
      <Fingerprint label={t("sign.fingerprint")} hash={sha256} />
    </Agreement>
  );
}
