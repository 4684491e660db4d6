import { useTranslation } from "react-i18next";
import { Column, DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { type ProposalLimits, ProposalReasons } from "#app/components/plan/proposal-reasons.tsx";
import { type Rest, SideBySide } from "#app/components/plan/side-by-side.tsx";
import type { Way } from "#app/components/plan/way.ts";
import { WayCards } from "#app/components/plan/way-cards.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { whole } from "#app/components/ui/text.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { dayInWeek, longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Asked, type ShownAsk } from "./asked.tsx";

interface AnswerProps {
  readonly accountId: string;
  readonly currency: Currency;
  readonly zone: string;
  readonly ask: ShownAsk;
  readonly answer: "accepted" | "counter" | "referred";
  readonly reasons: readonly string[];
  readonly limits: ProposalLimits | null;
  readonly accepted: Way | null;
  readonly nearest: readonly (Way & { readonly changes: readonly string[] })[];
  /** Epoch milliseconds: by when a person answers; null: nobody has to. */
  readonly answerBy: number | null;
  /** What a person wrote who said no. */
  readonly declined: string | null;
  /** The plan in force that this one would replace, what is left of it, and both compared. */
  readonly replaces: string | null;
  readonly rest: Rest | null;
  readonly comparison: { readonly before: Rest; readonly after: Rest } | null;
}

/** The answer with its reasons: yes, the nearest plans instead, or a person and by when. */
export function ProposalAnswer(props: AnswerProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, currency, accepted, nearest, answerBy, declined, zone } = props;
  const by = answerBy === null ? "" : dayInWeek(dateInZone(answerBy, zone), locale);
  const answer = declined === null ? props.answer : "declined";
  return (
    <DebtorPage
      back={{ href: `/a/${accountId}/propose`, label: t("propose.change") }}
      width={accepted || nearest.length > 0 ? "wide" : "aside"}
    >
      <Column>
        <PageTitle document={t("propose.document")}>
          {t(`propose.answer.${answer}.title`)}
        </PageTitle>
        <p className="lead">{whole(t(`propose.answer.${answer}.lead`, { date: by }))}</p>
        <Note title={<Asked {...props} />}>
          {declined === null ? <ProposalReasons {...props} /> : <p className="small">{declined}</p>}
        </Note>
      </Column>
      {accepted && answer === "accepted" && (
        <WayCards
          ways={[{ ...accepted, fit: "closest", note: t("propose.yours") }]}
          accountId={accountId}
          currency={currency}
          replaces={props.replaces}
        />
      )}
      {props.comparison && answer === "accepted" && (
        <Section column title={t("planChange.both")} under={t("planChange.bothUnder")}>
          <SideBySide {...props.comparison} currency={currency} />
        </Section>
      )}
      {nearest.length > 0 && <Nearest {...props} />}
      <Acts>
        <ButtonLink look="second" href={`/a/${accountId}/propose`}>
          {t("propose.another")}
        </ButtonLink>
        <WayBack {...props} />
      </Acts>
    </DebtorPage>
  );
}

/** To what there is without it; where a hold stops offers that page has none to show. */
function WayBack({ accountId, replaces, reasons }: AnswerProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const stopped = reasons.includes("hold-stops-offers");
  const [href, words] = replaces
    ? ([`/a/${accountId}/plan`, t("planChange.keep")] as const)
    : stopped
      ? ([`/home?account=${accountId}`, t("common:error.home")] as const)
      : ([`/a/${accountId}/ways`, t("propose.ways")] as const);
  return (
    <ButtonLink look="second" href={href}>
      {words}
    </ButtonLink>
  );
}

function Nearest({ nearest, accountId, currency, replaces, rest }: AnswerProps) {
  const locale = useLocale();
  const { t } = useTranslation(["debtor", "common"]);
  const ways = nearest.map((way, index): Way => {
    const changes = way.changes.map((change) =>
      t(`propose.${change.replace(":", "-")}` as "propose.changed-amount"),
    );
    const note = changes.join(t("common:listSeparator")) || t("propose.close");
    return { ...way, fit: index === 0 ? "closest" : "within", note };
  });
  return (
    <>
      <Section
        column
        title={t("propose.nearest")}
        {...(rest?.lastDueOn
          ? {
              under: t("planChange.restUnder", {
                amount: moneyInText(rest.toPayMinor, currency, locale),
                date: longDate(rest.lastDueOn, locale),
              }),
            }
          : {})}
      />
      <WayCards ways={ways} accountId={accountId} currency={currency} replaces={replaces} />
    </>
  );
}
