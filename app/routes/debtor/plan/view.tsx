import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { Ledger, LedgerRow, Sum } from "#app/components/money/ledger.tsx";
import { HeldParts } from "#app/components/plan/held-parts.tsx";
import { Acts, ButtonLink, SoloLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { DateText, whole } from "#app/components/ui/text.tsx";
import { dayInWeek, longDate, mediumDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { AutopayRow } from "./autopay-row.tsx";
import { Ended, endOf } from "./ended.tsx";
import { GroupSection, type PlanGroup } from "./group.tsx";
import { HardNow } from "./hard-now.tsx";
import { PlanLines } from "./lines.tsx";
import type { PlanPage } from "./page.ts";
import { Progress } from "./progress.tsx";
import type { CannotWord, DoneThing } from "./said.ts";
import { DateChanges, useCannotWords, WaysOn } from "./ways-on.tsx";

interface ViewProps {
  readonly page: PlanPage;
  /** The accounts that were signed together with this one; null: it stands alone. */
  readonly group: PlanGroup | null;
  /** The visitor's own proposal that ended with this plan of another debtor's; null: none. */
  readonly fallen: { readonly id: string } | null;
  readonly justSigned: boolean;
  readonly owes: boolean;
  readonly done: DoneThing | null;
  readonly why: CannotWord | null;
}

/** A plan: what comes next, how far it is, what it stops, every instalment. */
export function PlanView({ page, group, fallen, justSigned, owes, done, why }: ViewProps) {
  const { t } = useTranslation("debtor");
  const { accountId, currency, agreement } = page;
  const cannot = useCannotWords(page.choices?.skipAgainOn ?? null);
  const mayGoOn = page.isOpen && page.isPayable;
  const isOver = !page.isOpen && !page.cure;
  const anothers = page.isAnothers && page.isOpen && !fallen;
  return (
    <DebtorPage tab="plan" width="aside">
      <PageTitle hidden={page.isOpen} document={t("plan.document")}>
        {t(page.isOpen ? "plan.title" : `plan.ended.${endOf(page.plan.state)}.title`)}
      </PageTitle>
      {justSigned && <Signed page={page} />}
      {done && <Note title={t(`plan.done.${done}`)} />}
      {why && <Note attention title={cannot(why)} />}
      {fallen && page.isOpen && <Fallen id={fallen.id} accountId={accountId} />}
      {anothers && <Note title={t("plan.anothers.title")}>{t("plan.anothers.text")}</Note>}
      <div className={justSigned || done || why || fallen || anothers ? "gap" : undefined}>
        {page.isOpen ? (
          <NextPayment page={page} group={group} />
        ) : (
          <Ended page={page} owes={owes} />
        )}
      </div>
      {group && <GroupSection group={group} accountId={accountId} currency={currency} />}
      <Progress page={page} />
      {mayGoOn && page.autopay && <AutopayRow accountId={accountId} autopay={page.autopay} />}
      {page.hold && page.isOpen && <OnHold hold={page.hold} />}
      {page.stays.length > 0 && (
        <Section title={t("plan.stays")}>
          <HeldParts holds={page.stays} />
        </Section>
      )}
      <Section title={t(isOver ? "plan.scheduleOver" : "plan.schedule")}>
        <PlanLines lines={page.lines} currency={currency} isOver={isOver} />
        {agreement && (
          <>
            <p>
              <SoloLink href={`/documents/agreements/${agreement.id}.pdf`}>
                {t("plan.pdf")}
              </SoloLink>
            </p>
            <SoloLink small href="/verify">
              {t("plan.verify")}
            </SoloLink>
          </>
        )}
        {page.before && (
          <p>
            <SoloLink small href={`/documents/agreements/${page.before.id}.pdf`}>
              {t("plan.before")}
            </SoloLink>
          </p>
        )}
      </Section>
      <Payments page={page} />
      <DateChanges changes={page.changes} />
      {mayGoOn && page.choices && (
        <WaysOn accountId={accountId} currency={currency} choices={page.choices} />
      )}
      {mayGoOn && <HardNow page={page} />}
    </DebtorPage>
  );
}

function Signed({ page }: Pick<ViewProps, "page">) {
  const { t } = useTranslation("debtor");
  return (
    <Note title={t("plan.signed.title")}>
      <p className="small quiet">{t("plan.signed.text")}</p>
      {page.agreement && (
        <SoloLink small href={`/documents/agreements/${page.agreement.id}.pdf`}>
          {t("plan.pdf")}
        </SoloLink>
      )}
    </Note>
  );
}

function Fallen({ id, accountId }: { id: string; accountId: string }) {
  const { t } = useTranslation("debtor");
  return (
    <Note title={t("propose.withdrawn.noteTitle")}>
      <p className="small quiet">
        {t("propose.withdrawn.note")}{" "}
        <a href={`/a/${accountId}/propose?proposal=${id}`}>{t("propose.withdrawn.why")}</a>
      </p>
    </Note>
  );
}

function NextPayment({ page, group }: Pick<ViewProps, "page" | "group">) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { next, terms, currency } = page;
  if (next === null) return null;
  return (
    <>
      <Eyebrow
        left={t("plan.next", { date: dayInWeek(next.dueOn, locale) })}
        right={t("plan.number", { n: next.n, of: terms })}
      />
      <p className="gap-s">
        <Figure minor={next.openMinor} currency={currency} />
      </p>
      {!page.isPayable && <Note>{t("pay.closed.not-payable")}</Note>}
      {page.isPayable && <Payable page={page} group={group} />}
    </>
  );
}

/** Until when it is kept, and the way to pay it. */
function Payable({ page, group }: Pick<ViewProps, "page" | "group">) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { currency, overdueMinor, graceUntil, accountId } = page;
  const forAll = group !== null && group.dueCount > 1;
  return (
    <>
      {forAll && (
        <AsOf>
          {t("together.group.also", { amount: moneyInText(group.nextMinor, currency, locale) })}
        </AsOf>
      )}
      {page.still ? (
        <StandsStill still={page.still} graceDays={page.graceDays} />
      ) : overdueMinor > 0n && graceUntil ? (
        <Note
          attention
          title={t("plan.late", { amount: moneyInText(overdueMinor, currency, locale) })}
        >
          {t("plan.lateGrace", { date: longDate(graceUntil, locale) })}
        </Note>
      ) : (
        <AsOf>{t("plan.early")}</AsOf>
      )}
      <Acts>
        {forAll && (
          <ButtonLink href={`/pay?plan=${group.groupId}`}>
            {t("together.group.payAll", {
              amount: moneyInText(group.nextMinor, currency, locale),
            })}
          </ButtonLink>
        )}
        <ButtonLink href={`/a/${accountId}/pay`} {...(forAll ? { look: "second" } : {})}>
          {t(forAll ? "together.group.payOne" : "plan.pay")}
        </ButtonLink>
      </Acts>
    </>
  );
}

function StandsStill({
  still,
  graceDays: days,
}: {
  still: NonNullable<PlanPage["still"]>;
  graceDays: number;
}) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (
    <Note title={t("plan.still.title")}>
      {still.to === null
        ? t("plan.still.open", { days })
        : t("plan.still.until", { date: longDate(still.to, locale), days })}
    </Note>
  );
}

function OnHold({ hold }: { hold: NonNullable<PlanPage["hold"]> }) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const stops = hold.effects
    .map((effect) => t(`holdEffect.${effect}`))
    .join(t("common:listSeparator"));
  return (
    <Section title={t("plan.hold")}>
      <p className="quiet">
        {whole(t("plan.holdText", { date: longDate(hold.from, locale), stops }))}
      </p>
    </Section>
  );
}

function Payments({ page }: Pick<ViewProps, "page">) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (page.payments.length === 0) return null;
  return (
    <Section title={t("plan.payments")}>
      <Ledger caption={t("plan.payments")}>
        {page.payments.map(({ key, on, amountMinor }) => (
          <LedgerRow key={key} head={<DateText iso={on}>{mediumDate(on, locale)}</DateText>}>
            <Sum>
              <Amount minor={amountMinor} currency={page.currency} form="bare" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
      <SoloLink href="/timeline">{t("plan.timeline")}</SoloLink>
    </Section>
  );
}
