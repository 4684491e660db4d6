import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import type { PageHandle } from "#app/components/layout/page-handle.ts";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { learnCountryOf } from "#app/http/learn-country.server.ts";
import { learnList } from "#app/services/reading/learn.server.ts";

export const handle = { i18n: ["debtor", "learn"] } satisfies PageHandle;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { country, back } = await learnCountryOf(request, context);
  return { ...learnList(country), back };
}

/** What there is to understand before deciding; for anybody, and without a word of any debt. */
export default function Learn() {
  const { t } = useTranslation("learn");
  const { country, topics, others, back } = useLoaderData<typeof loader>();
  const from = country === null ? "" : t(`country.${country}`);
  return (
    <DebtorPage width="aside" {...(back === null ? {} : { back: { href: back } })}>
      <PageTitle document={t("page.title")}>
        {country === null ? t("page.which") : t("page.title")}
      </PageTitle>
      <p className="lead">
        {country === null ? t("page.whichLead") : t("page.lead", { country: from })}
      </p>
      {topics.length > 0 && (
        <Section title={t("page.topics")}>
          <Rows>
            {topics.map((topic) => (
              <Row
                key={topic}
                href={`/learn/${topic}?in=${country}`}
                title={t(`topic.${topic}.title`)}
                detail={t(`topic.${topic}.detail`)}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Countries others={others} title={country === null ? null : t("page.elsewhere")} />
    </DebtorPage>
  );
}

type Others = ReturnType<typeof learnList>["others"];

function Countries({ others, title }: { others: Others; title: string | null }) {
  const { t } = useTranslation("learn");
  const rows = (
    <Rows>
      {others.map((one) => (
        <Row key={one} href={`/learn?in=${one}`} title={t(`country.${one}`)} />
      ))}
    </Rows>
  );
  return title === null ? (
    <div className="gap">{rows}</div>
  ) : (
    <Section title={title}>{rows}</Section>
  );
}
