import { needsOptOut } from "#app/domain/notices/decide-contact.ts";
import type { PrintSize } from "#app/domain/notices/support.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { MessageKind } from "./message-kind.ts";
import { noticeOf } from "./notice-of.server.ts";

interface Rendering {
  readonly portfolio: Portfolio;
  readonly kind: MessageKind;
  readonly channel: "email" | "sms";
  readonly params: Readonly<Record<string, string>>;
  readonly withoutAutopay?: boolean;
  /** How large mail is set; absent: standard. */
  readonly size?: PrintSize;
  /** Where one press stops such messages. */
  readonly stopUrl?: string;
}

/**
 * The words of a message in the debtor's language, else in the portfolio's. Every text says who
 * writes and how to check it; one that asks for something says how to stop such messages.
 */
export function renderMessage(rendering: Rendering, locale: string) {
  const {
    portfolio,
    kind,
    channel,
    params,
    size = "standard",
    stopUrl,
    withoutAutopay,
  } = rendering;
  const language = matchLocale(locale) ?? portfolio.locale;
  const t = translator(language, "notices") as unknown as (key: string, values: object) => string;
  const { brand } = portfolio;
  const name = inLanguage(brand.name, language);
  const { site, phone } = brand;
  const values = { ...params, brand: name, site, phone, stop: stopUrl ?? site };
  const say = (key: string) => t(key, values);
  const reachable = brand.phone !== "";
  const checks = reachable ? say(`frame.${channel}.check`) : say(`frame.${channel}.checkSite`);
  const asks = noticeOf[kind].class === "contact" && needsOptOut(channel);
  const optOut = reachable ? say(`frame.${channel}.optOut`) : say(`frame.${channel}.optOutSite`);
  const autopay = withoutAutopay ? [say(`frame.${channel}.withoutAutopay`)] : [];
  const body = [say(`messages.${kind}.${channel}`), ...autopay];
  const parts = [...body, checks, ...(asks ? [optOut] : [])];
  if (channel === "sms") {
    return { subject: "", text: parts.join(" "), html: null, senderName: name };
  }
  const paragraphs = [say("frame.email.greeting"), ...parts, say("frame.email.close")];
  const subject = say(`messages.${kind}.subject`);
  return {
    subject,
    text: paragraphs.join("\n\n"),
    html: htmlOf(paragraphs, language, size),
    senderName: name,
  };
}

/** Paragraphs with their addresses as links; plain, so that every mail program shows it. */
function htmlOf(paragraphs: readonly string[], language: string, print: PrintSize): string {
  const blocks = paragraphs
    .flatMap((paragraph) => paragraph.split("\n\n"))
    .map((text) => `<p>${linked(escaped(text)).replaceAll("\n", "<br>")}</p>`);
  const size = print === "large" ? ' style="font-size:24px;line-height:1.6"' : "";
  return `<!doctype html><html lang="${language}"><body${size}>${blocks.join("")}</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function linked(html: string): string {
  return html.replace(/https?:\/\/[^\s<，。；）]+/g, (url) => `<a href="${url}">${url}</a>`);
}
