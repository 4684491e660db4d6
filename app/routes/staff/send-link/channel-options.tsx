import type { useTranslation } from "react-i18next";
import type { ChoiceOption } from "#app/components/forms/choice.tsx";
import { MessagePreview } from "#app/components/staff/message-preview.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { LinkPreview } from "#app/services/reading/staff-link.server.ts";

type Say = ReturnType<typeof useTranslation<["staff", "debtor", "common"]>>["t"];

/** The ways a link can go, each with what the rules say of it now and the words that would go. */
export function channelOptions(page: LinkPreview, t: Say, locale: Locale): readonly ChoiceOption[] {
  const sent = page.rules.map((rule) => {
    const { channel } = rule;
    return {
      value: channel,
      label: labelOf(page, channel, t),
      hint: ruleOf(page, rule, t, locale),
      ...(channel === "letter" || !rule.reachable
        ? {}
        : { reveal: <MessagePreview {...page.preview[channel]} locale={page.locale} /> }),
    };
  });
  return [...sent, { value: "none", label: t("link.none"), hint: t("link.noneHint") }];
}

function labelOf(page: LinkPreview, channel: "email" | "sms" | "letter", t: Say): string {
  const { email, phoneEnding } = page.person;
  if (channel === "email") return email ? t("link.email", { email }) : t("link.emailNone");
  if (channel === "sms") {
    return phoneEnding ? t("link.sms", { ending: phoneEnding }) : t("link.smsNone");
  }
  return t("link.letter");
}

function ruleOf(
  page: LinkPreview,
  rule: LinkPreview["rules"][number],
  t: Say,
  locale: Locale,
): string {
  if (!rule.reachable) return t("link.unreachable");
  const key = rule.rule.replace(/[^A-Za-z0-9]+/g, "_") as "service_message";
  const why = t(`debtor:contactRule.${key}`);
  if (rule.allowed) return t("link.allowedBy", { rule: why });
  if (rule.until === null) return t("link.blockedBy", { rule: why });
  const until = shortMoment(rule.until, page.zone, locale);
  return t("link.blockedUntil", { rule: why, until });
}
