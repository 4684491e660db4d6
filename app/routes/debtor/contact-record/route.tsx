import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Log, LogEntry } from "#app/components/ui/log.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { clockTime, shortDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { contactRecord } from "#app/services/reading/contact-record.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor, debtor, portfolio } = await requireDebtor(request, context);
  const lines = await contactRecord(context.runtime, actor);
  return { lines, zone: debtor.timeZone ?? portfolio.timeZone };
}

/** Every message, call and visit, and why each of them was made or stopped. */
export default function ContactRecord() {
  const { t } = useTranslation("debtor");
  const { lines, zone } = useLoaderData<typeof loader>();
  return (
    <DebtorPage back={{ href: "/preferences", label: t("preferences.title") }} width="aside">
      <PageTitle>{t("record.title")}</PageTitle>
      <Lead>{t("record.lead")}</Lead>
      {lines.length === 0 && <Quiet>{t("record.none")}</Quiet>}
      <div className="gap">
        <Log>
          {lines.map((line) => (
            <Line key={line.id} line={line} zone={zone} />
          ))}
        </Log>
      </div>
    </DebtorPage>
  );
}

type ContactLine = ReturnType<typeof useLoaderData<typeof loader>>["lines"][number];

function Line({ line, zone }: { line: ContactLine; zone: string }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const day = dateInZone(line.at, zone);
  const kind = `message_${line.kind.replace(/[.-]/g, "_")}`;
  const rule = line.rule.replace(/[^A-Za-z0-9]+/g, "_");
  const why = t(`contactRule.${rule}` as "contactRule.service_message");
  return (
    <LogEntry
      when={shortDate(day, locale)}
      iso={day}
      title={t(`happened.${kind}` as "happened.message_link")}
      detail={
        <>
          {t(`record.state.${line.state}`, {
            channel: t(`record.channel.${line.channel}`),
            to: line.to,
            time: clockTime(line.at, zone, locale),
          })}
          <br />
          {t(line.allowed ? "record.allowed" : "record.blocked", { why })}{" "}
          <span className="nb">{sourceText(line.source, t)}</span>
          {line.againAt !== null && (
            <>
              <br />
              {t("record.again", {
                date: shortDate(dateInZone(line.againAt, zone), locale),
                time: clockTime(line.againAt, zone, locale),
              })}
            </>
          )}
        </>
      }
    />
  );
}

/** A law or standard by its own name; what the house decided, in words; an answer needs none. */
function sourceText(source: string, t: ReturnType<typeof useTranslation<"debtor">>["t"]): string {
  if (source === "service") return "";
  if (source === "policy" || source === "hold") {
    return t(`record.source.${source}`);
  }
  return t("record.source.law", { source });
}
