import { useTranslation } from "react-i18next";
import { Choices, Consent } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import type { FormView } from "#app/components/forms/form-view.ts";
import { FreshCode } from "#app/components/forms/fresh-code.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { RowButton, Rows } from "#app/components/ui/rows.tsx";
import { dayInWeek } from "#app/i18n/dates.ts";
import { otherLocale } from "#app/i18n/locale.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { brandName } from "./card-words.ts";
import type { OwnPlanPage } from "./page.ts";

interface TurnOnProps {
  readonly page: OwnPlanPage;
  readonly form: FormView;
}

/** What comes first once it is on, what is agreed to, and the way there. */
export function TurnOn({ page, form }: TurnOnProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const labels = { code: t("common:code.label"), consent: t("autopay.off.consentLabel") };
  return (
    <>
      <First page={page} />
      <Section title={t("autopay.off.agree")}>
        <Mandate page={page} />
      </Section>
      <div id="agree">
        <Section title={t(page.proven ? "autopay.off.consentLabel" : "autopay.off.codeTitle")}>
          <ErrorSummary form={form} labels={labels} />
          {page.proven ? <Agree page={page} form={form} /> : <CodeFirst page={page} form={form} />}
        </Section>
      </div>
      {page.state === "off" && page.saved.length > 0 && <Kept />}
    </>
  );
}

/** A card that was kept when autopay was turned off can go too. */
function Kept() {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("autopay.card.title")}>
      <Rows>
        <li>
          <PageForm>
            <input type="hidden" name="step" value="remove" />
            <RowButton title={t("autopay.card.kept")} detail={t("autopay.card.keptHint")} />
          </PageForm>
        </li>
      </Rows>
    </Section>
  );
}

function First({ page }: Pick<TurnOnProps, "page">) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { next, currency } = page;
  if (next === null) return <p className="quiet gap">{t("autopay.off.nothing")}</p>;
  return (
    <div className="gap">
      <Eyebrow left={t("autopay.off.next", { date: dayInWeek(next.on, locale) })} />
      <p className="gap-s">
        <Figure minor={next.amountMinor} currency={currency} size="second" />
      </p>
      <AsOf>{t("autopay.on.amount")}</AsOf>
    </div>
  );
}

/** The reader's language first, the other one folded under it: both are kept. */
function Mandate({ page }: Pick<TurnOnProps, "page">) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const other = otherLocale(locale);
  const { texts } = page.mandate;
  return (
    <>
      <Paragraphs words={texts[locale]} />
      <Behind summary={<span lang={other}>{t("autopay.off.other")}</span>}>
        <div lang={other}>
          <Paragraphs words={texts[other]} />
        </div>
      </Behind>
    </>
  );
}

function Paragraphs({ words }: { words: readonly string[] }) {
  return (
    <PlainList>
      {words.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </PlainList>
  );
}

function CodeFirst({ page, form }: TurnOnProps) {
  const { t } = useTranslation("debtor");
  const words = {
    lead: t(page.sent ? "autopay.off.codeSent" : "autopay.off.codeWhy"),
    go: t("autopay.off.codeGo"),
    noContact: t("proof.noContact"),
  };
  const leave = { href: `/a/${page.accountId}/plan`, label: t("autopay.off.notNow") };
  return <FreshCode code={page} form={form} words={words} leave={leave} />;
}

function Agree({ page, form }: TurnOnProps) {
  const { t } = useTranslation("debtor");
  return (
    <PageForm>
      <input type="hidden" name="step" value="start" />
      <input type="hidden" name="seen" value={page.mandate.sha256} />
      <WhichCard page={page} form={form} />
      <Consent {...form.field("consent")} label={t("autopay.off.consent")} />
      <Acts>
        <Button>{t("autopay.off.go")}</Button>
        <PlainLink href={`/a/${page.accountId}/plan`}>{t("autopay.off.notNow")}</PlainLink>
      </Acts>
    </PageForm>
  );
}

/** Only where a card is saved already is there something to choose. */
function WhichCard({ page, form }: TurnOnProps) {
  const { t } = useTranslation("debtor");
  const usable = page.saved.filter((card) => page.state === "off" || card.id !== page.card?.id);
  const field = form.field("card");
  if (usable.length === 0) return <p className="quiet">{t("autopay.off.newCardOnly")}</p>;
  const chosen = field.defaultValues.length > 0 ? field.defaultValues : [usable[0]?.id ?? "new"];
  const options = usable.map((card) => ({
    value: card.id,
    label: `${brandName(card)} ${t("autopay.card.number", { last4: card.last4 ?? "" })}`,
  }));
  const fresh = {
    value: "new",
    label: t("autopay.off.newCard"),
    hint: t("autopay.off.newCardHint"),
  };
  return (
    <Choices
      {...field}
      defaultValues={chosen}
      label={t("autopay.off.card")}
      options={[...options, fresh]}
    />
  );
}
