import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import type { PageHandle } from "#app/components/layout/page-handle.ts";
import { InterestTable } from "#app/components/money/interest-table.tsx";
import { Acts, PlainLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Digits } from "#app/components/ui/text.tsx";
import { learnCountryOf } from "#app/http/learn-country.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { learnTopic } from "#app/services/reading/learn.server.ts";

export const handle = { i18n: ["debtor", "learn"] } satisfies PageHandle;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { country } = await learnCountryOf(request, context);
  if (country === null) throw seeOther("/learn");
  const page = learnTopic(country, params.topic);
  if (page === null) throw notFound();
  return page;
}

/** One topic in short paragraphs, with what they rest on. */
export default function LearnTopic() {
  const { t } = useTranslation("learn");
  const locale = useLocale();
  const { country, topic, sections, example, bodies, sources, checkedOn, next } =
    useLoaderData<typeof loader>();
  const words = `text.${country as "cn"}.${topic as "interest"}` as const;
  return (
    <DebtorPage back={{ href: `/learn?in=${country}`, label: t("page.back") }} width="aside">
      <PageTitle step={t(`country.${country}`)}>{t(`topic.${topic}.title`)}</PageTitle>
      <p className="lead">{t(topic === "help" ? "page.free" : `topic.${topic}.detail`)}</p>
      {sections.map((section) => (
        <Section key={section} title={t(`${words}.${section as "counted"}.title`)}>
          <p className="gap-s">{t(`${words}.${section as "counted"}.text`)}</p>
        </Section>
      ))}
      {example && <Example example={example} />}
      {bodies.length > 0 && <Bodies bodies={bodies} />}
      {sources.length > 0 && (
        <Section title={t("page.sources")}>
          <PlainList>
            {sources.map(({ id, url }) => (
              <li key={id}>
                {url === null ? (
                  t(`source.${id as "cn-rates"}`)
                ) : (
                  <a href={url}>{t(`source.${id as "cn-rates"}`)}</a>
                )}
              </li>
            ))}
          </PlainList>
        </Section>
      )}
      <p className="small quiet gap">{t("page.checked", { date: longDate(checkedOn, locale) })}</p>
      <Section title={t("page.next")}>
        <Rows>
          <Row
            href={`/learn/${next}?in=${country}`}
            title={t(`topic.${next}.title`)}
            detail={t(`topic.${next}.detail`)}
          />
        </Rows>
      </Section>
    </DebtorPage>
  );
}

type Page = NonNullable<ReturnType<typeof learnTopic>>;

/** The published example, counted day by day as any debt is. */
function Example({ example }: { example: NonNullable<Page["example"]> }) {
  const { t } = useTranslation("learn");
  const locale = useLocale();
  const { currency, explanation, from, paidOn, to, amountMinor, paidMinor } = example;
  const date = (day: typeof from) => longDate(day, locale);
  return (
    <InterestTable
      currency={currency}
      explanation={explanation}
      lead={t("page.example", {
        ...{ from: date(from), paidOn: date(paidOn), to: date(to) },
        amount: moneyInText(amountMinor, currency, locale),
        paid: moneyInText(paidMinor, currency, locale),
      })}
    />
  );
}

/** Each with its number to dial, and its site. */
function Bodies({ bodies }: Pick<Page, "bodies">) {
  const { t } = useTranslation("learn");
  return bodies.map(({ id, phone, url }) => (
    <Section
      key={id}
      title={t(`body.${id as "cn-law"}.name`)}
      under={t(`body.${id as "cn-law"}.what`)}
    >
      <Acts close>
        {phone && (
          <PlainLink href={`tel:${phone.replace(/\D/g, "")}`}>
            <Digits>{phone}</Digits>
          </PlainLink>
        )}
        {url && <PlainLink href={url}>{new URL(url).host.replace("www.", "")}</PlainLink>}
      </Acts>
    </Section>
  ));
}
