import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { useMayOpen } from "#app/components/layout/frame.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { SplitBar, SplitLegend } from "#app/components/money/split.tsx";
import { GoingNote } from "#app/components/pay/going.tsx";
import { SuspendedNote } from "#app/components/pay/suspended.tsx";
import { HappeningEntry } from "#app/components/plan/happening.tsx";
import { Acts, ButtonLink, SoloLink } from "#app/components/ui/button.tsx";
import { Log } from "#app/components/ui/log.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Digits } from "#app/components/ui/text.tsx";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { notFound } from "#app/http/responses.server.ts";
import { clockTime } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { home } from "#app/services/reading/home.server.ts";
import { More } from "./more.tsx";
import { NewsNote } from "./news.tsx";
import { CreditLine, CureNote, HoldNote, NextDate, SuggestionsNote, UnsentNote } from "./notes.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireDebtor(request, context);
  const asked = new URL(request.url).searchParams.get("account");
  const page = await home(context.runtime, visit, asked);
  if (page === null) throw notFound();
  return page;
}

export default function Home() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, totalMinor, creditMinor, currency, card, zone } = page;
  const owes = totalMinor > 0n;
  const isPayable = page.status === "open";
  const account = `/a/${accountId}`;
  const mayOpen = useMayOpen();
  const proposes = owes && page.next === null && mayOpen(`${account}/propose`);
  return (
    <DebtorPage tab="home" width="aside">
      <PageTitle hidden document={t("home.document")}>
        {t("home.title")}
      </PageTitle>
      <Eyebrow
        left={t("home.whose", { name: page.name })}
        right={card && <CardEnding card={card} />}
      />
      <p className="gap-s">
        <Figure minor={totalMinor} currency={currency} />
      </p>
      {owes && (
        <>
          <SplitBar sums={page.components} />
          <SplitLegend sums={page.components} currency={currency} />
        </>
      )}
      <AsOf>{t("home.asOf", { time: clockTime(page.nowMs, zone, locale) })}</AsOf>
      <CreditLine creditMinor={creditMinor} currency={currency} accountId={accountId} />
      <SoloLink small href={`${account}/balance`}>
        {t("home.why")}
      </SoloLink>
      {page.going && <GoingNote going={page.going} currency={currency} />}
      <SuspendedNote money={page.suspended} />
      {page.news && <NewsNote news={page.news} accountId={accountId} zone={zone} />}
      <SuggestionsNote accountId={accountId} suggestions={page.suggestions} />
      {page.unsent && <UnsentNote {...page.unsent} zone={zone} />}
      {isPayable && <Stands page={page} />}
      {!owes && <Note>{t("home.nothingOwed")}</Note>}
      {owes && (isPayable ? <WaysOn page={page} /> : <Note>{t("pay.closed.not-payable")}</Note>)}
      {(!page.helped || proposes) && (
        <Also account={account} owes={owes && isPayable} planned={page.next !== null} />
      )}
      {(!page.helped || page.happenings.length > 0) && <Happened page={page} />}
      <OtherAccounts others={page.others} owes={owes} free={owes && page.next === null} />
      {!page.helped && <More accountId={accountId} owes={owes} />}
    </DebtorPage>
  );
}

/** What stands on the account: a hold that stops the plan's clock, the plan's next date, a hold. */
function Stands({ page }: { page: ReturnType<typeof useHome> }) {
  const { next, cure, currency, accountId, group } = page;
  const hold = page.holds.find(({ kind }) => next === null || kind !== "agreed-plan");
  if (next !== null && !(next.isStill && hold)) {
    return <NextDate {...next} group={group} currency={currency} accountId={accountId} />;
  }
  if (cure !== null) return <CureNote {...cure} currency={currency} />;
  return hold ? <HoldNote {...hold} /> : null;
}

/** The one thing to do, and another. */
function WaysOn({ page }: { page: ReturnType<typeof useHome> }) {
  const { t } = useTranslation("debtor");
  const mayOpen = useMayOpen();
  const { next, cure, group, accountId } = page;
  const account = `/a/${accountId}`;
  const pay = `${account}/pay`;
  const ways = { href: `${account}/ways`, text: t("home.ways") };
  const plan = { href: `${account}/plan`, text: t("home.plan") };
  const payPage = group ? `/pay?plan=${group.groupId}` : pay;
  // While the plan's dates wait, paying is possible and not asked for.
  const ofPlan = next?.isStill
    ? ([plan, { href: payPage, text: t("home.paySome") }] as const)
    : ([{ href: payPage, text: t("home.payNext") }, plan] as const);
  const ofCure = [{ href: pay, text: t("plan.cure.pay") }, ways] as const;
  const some = { href: pay, text: t("home.paySome") };
  // A hold that stops offers leaves nothing to choose.
  const free = page.holds.some(stopsOffers) ? ([some, ways] as const) : ([ways, some] as const);
  const both = next ? ofPlan : cure ? ofCure : free;
  // Nothing is paid beside a payment of which nobody knows yet how it ends.
  const [first, second] = page.going ? both.filter(({ href }) => !isPaying(href)) : both;
  if (first === undefined) return null;
  // Where the first way is not the reader's, the second one is the one thing to do.
  const look = next || mayOpen(first.href) ? ({ look: "second" } as const) : {};
  return (
    <Acts>
      <ButtonLink href={first.href}>{first.text}</ButtonLink>
      {second && (
        <ButtonLink {...look} href={second.href}>
          {second.text}
        </ButtonLink>
      )}
    </Acts>
  );
}

const stopsOffers = ({ effects }: { readonly effects: readonly HoldEffect[] }): boolean =>
  effects.includes("offers");
const isPaying = (href: string): boolean => /\/pay(\?|$)/.test(href);

function Happened({ page }: { page: ReturnType<typeof useHome> }) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("home.happened")}>
      <Log>
        {page.happenings.map(({ key, ...one }) => (
          <HappeningEntry key={key} zone={page.zone} {...one} />
        ))}
      </Log>
      <SoloLink href="/timeline">{t("home.everything")}</SoloLink>
    </Section>
  );
}

interface AlsoProps {
  readonly account: string;
  readonly owes: boolean;
  readonly planned: boolean;
}

/** What else is possible; saying that something is wrong always is. */
function Also({ account, owes, planned }: AlsoProps) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("home.also")}>
      <Rows>
        {owes && !planned && (
          <Row
            href={`${account}/propose`}
            title={t("home.propose")}
            detail={t("home.proposeHint")}
          />
        )}
        {owes && (
          <Row href={`${account}/hardship`} title={t("home.hard")} detail={t("home.hardHint")} />
        )}
        <Row href={`${account}/wrong`} title={t("wrong.row")} detail={t("wrong.rowHint")} />
      </Rows>
    </Section>
  );
}

interface OthersProps {
  readonly others: ReturnType<typeof useHome>["others"];
  /** The account looked at owes something: it may be paid together with another. */
  readonly owes: boolean;
  /** It has no plan: one may be made for it and another. */
  readonly free: boolean;
}

function OtherAccounts({ others, owes, free }: OthersProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const mayOpen = useMayOpen();
  if (others.length === 0) return null;
  const joins = free && others.some((one) => one.joins) && mayOpen("/together");
  const together = owes && others.some((one) => one.totalMinor > 0n && one.status === "open");
  return (
    <Section title={t("home.others")}>
      <Rows>
        {others.map((other) => (
          <Row
            key={other.id}
            href={`/home?account=${other.id}`}
            title={
              other.card ? <CardEnding card={other.card} /> : (other.product ?? t("home.account"))
            }
            detail={
              other.totalMinor > 0n
                ? t("home.owed", { amount: moneyInText(other.totalMinor, other.currency, locale) })
                : t("home.paidOff")
            }
          />
        ))}
        {together && (
          <Row href="/pay" title={t("paySeveral.row")} detail={t("paySeveral.rowHint")} />
        )}
        {joins && <Row href="/together" title={t("together.row")} detail={t("together.rowHint")} />}
      </Rows>
    </Section>
  );
}

const useHome = () => useLoaderData<typeof loader>();

function CardEnding({ card }: { card: string }) {
  const { t } = useTranslation("debtor");
  return (
    <>
      {t("home.cardEnding")} <Digits>{card}</Digits>
    </>
  );
}
