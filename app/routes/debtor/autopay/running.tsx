import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { Ledger, LedgerRow, Sum } from "#app/components/money/ledger.tsx";
import { Acts, Button, ButtonLink, SoloLink } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { RowButton, Rows } from "#app/components/ui/rows.tsx";
import { DateText, Lead } from "#app/components/ui/text.tsx";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth, dayInWeek, mediumDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { brandName } from "./card-words.ts";
import type { Card, OwnPlanPage } from "./page.ts";

interface Props {
  readonly page: OwnPlanPage;
}

/** It is on: the next charge, the card, and the ways out. */
export function Running({ page }: Props) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <Next page={page} />
      {page.arrearsMinor > 0n && page.mayChargeArrears ? (
        <Arrears page={page} />
      ) : (
        <Acts>
          <ButtonLink look="second" href={`/a/${page.accountId}/pay`}>
            {t("autopay.on.pay")}
          </ButtonLink>
        </Acts>
      )}
      {page.card && <SavedCard card={page.card} accountId={page.accountId} />}
      <Tries page={page} />
      <WaysOut />
    </>
  );
}

/** The card cannot be charged any more: another one goes on. */
export function Stopped({ page }: Props) {
  const { t } = useTranslation("debtor");
  const why = page.reason === "card-removed" ? "card-removed" : "card-refused";
  return (
    <>
      <Note attention title={t("autopay.stopped.title")}>
        {t(`autopay.stopped.${why}`)}
      </Note>
      <Tries page={page} />
    </>
  );
}

/** What is past its date is not taken unasked: one button takes it. */
export function Arrears({ page }: Props) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { arrearsMinor, arrearsAgain: again, currency } = page;
  const amount = moneyInText(arrearsMinor, currency, locale);
  return (
    <>
      <Note attention title={t("autopay.arrears.title", { amount })}>
        {again
          ? t("autopay.arrears.again", {
              date: dayAndMonth(again.on, locale),
              amount: moneyInText(again.amountMinor, currency, locale),
            })
          : t("autopay.arrears.text")}
      </Note>
      <PageForm action={`/a/${page.accountId}/autopay`}>
        <input type="hidden" name="step" value="arrears" />
        <Acts>
          <Button>{t("autopay.arrears.go")}</Button>
        </Acts>
      </PageForm>
    </>
  );
}

function Next({ page }: Props) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { next, currency } = page;
  if (next === null) return <Lead>{t("autopay.on.none")}</Lead>;
  return (
    <div className="gap">
      <Eyebrow left={t("autopay.on.next", { date: dayInWeek(next.on, locale) })} />
      <p className="gap-s">
        <Figure minor={next.amountMinor} currency={currency} />
      </p>
      <AsOf>{t(page.held ? "autopay.on.held" : "autopay.on.amount")}</AsOf>
    </div>
  );
}

function SavedCard({ card, accountId }: { card: Card; accountId: string }) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("autopay.card.title")}>
      <CardFacts card={card} />
      <SoloLink href={`/a/${accountId}/autopay?card=new`}>{t("autopay.card.replace")}</SoloLink>
    </Section>
  );
}

function CardFacts({ card }: { card: Card }) {
  const { t } = useTranslation("debtor");
  const { expMonth, expYear, last4 } = card;
  return (
    <Facts>
      <Fact name={t("autopay.card.name")}>
        {brandName(card)} {t("autopay.card.number", { last4: last4 ?? "" })}
      </Fact>
      {expMonth !== null && expYear !== null && (
        <Fact name={t("autopay.card.expires")}>
          <span className="n">{t("autopay.card.month", { year: expYear, month: expMonth })}</span>
        </Fact>
      )}
    </Facts>
  );
}

function Tries({ page }: Props) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (page.tries.length === 0) return null;
  return (
    <Section title={t("autopay.tries.title")}>
      <Ledger caption={t("autopay.tries.title")}>
        {page.tries.map((one) => (
          <LedgerRow
            key={one.key}
            head={<DateText iso={one.on}>{mediumDate(calendarDate(one.on), locale)}</DateText>}
            detail={
              <>
                {t("autopay.tries.line", { n: one.n })}
                {t("plan.separator")}
                {t(`autopay.tries.state.${one.state}`)}
              </>
            }
          >
            <Sum>
              <Amount minor={one.amountMinor} currency={page.currency} form="bare" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
    </Section>
  );
}

function WaysOut() {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("autopay.card.removeTitle")}>
      <Rows>
        {(["off", "remove"] as const).map((step) => (
          <li key={step}>
            <PageForm>
              <input type="hidden" name="step" value={step} />
              <RowButton title={t(`autopay.card.${step}`)} detail={t(`autopay.card.${step}Hint`)} />
            </PageForm>
          </li>
        ))}
      </Rows>
    </Section>
  );
}
