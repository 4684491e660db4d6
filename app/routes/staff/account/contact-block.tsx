import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Log, LogLine } from "#app/components/ui/log.tsx";
import { clockTime, shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

/** What the contact rules say now, by channel, and every message with the rule that decided it. */
export function ContactBlock({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const now = (
    <span>{t("account.atTime", { time: clockTime(account.nowMs, account.zone, locale) })}</span>
  );
  return (
    <Block title={t("account.rules")} beside={now}>
      <Facts>
        {account.rules.map((rule) => (
          <Fact key={rule.channel} name={t(`channel.${rule.channel}`)}>
            {rule.reachable ? <RuleWords rule={rule} zone={account.zone} /> : t("person.none")}
          </Fact>
        ))}
      </Facts>
      {account.contacts.length > 0 && (
        <Behind summary={t("account.everyMessage")}>
          <Log>
            {account.contacts.map((one) => (
              <LogLine
                key={one.id}
                when={shortMoment(one.at, account.zone, locale)}
                iso={new Date(one.at).toISOString()}
                title={t("account.messageTo", {
                  what: t(`messageKind.${one.kind.replaceAll("-", "_") as "link"}`),
                  channel: t(`channel.${one.channel}`),
                  to: one.to,
                })}
                detail={t(`account.${decidedAs(one)}`, { rule: ruleText(t, one.rule) })}
              />
            ))}
          </Log>
        </Behind>
      )}
    </Block>
  );
}

type Say = ReturnType<typeof useTranslation<["staff", "debtor"]>>["t"];

/** How a message was decided, at last. */
function decidedAs({ allowed, state }: StaffAccountPage["contacts"][number]) {
  if (state === "withdrawn") return "withdrawnBy";
  return allowed ? "allowedBy" : "blockedBy";
}

/** A contact rule in words. */
function ruleText(t: Say, rule: string): string {
  const key = rule.replace(/[^A-Za-z0-9]+/g, "_") as "service_message";
  return t(`debtor:contactRule.${key}`);
}

interface RuleWordsProps {
  readonly rule: Pick<StaffAccountPage["rules"][number], "allowed" | "rule" | "until">;
  readonly zone: string;
}

/** "allowed", or why not and until when. */
export function RuleWords({ rule, zone }: RuleWordsProps) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  if (rule.allowed) return <>{t("account.allowed")}</>;
  const why = ruleText(t, rule.rule);
  if (rule.until === null) return <>{why}</>;
  return <>{t("account.blockedUntil", { why, until: shortMoment(rule.until, zone, locale) })}</>;
}
