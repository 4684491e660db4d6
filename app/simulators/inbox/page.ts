import { escaped, type Language, linked, page, shownTime } from "../shared/page.ts";
import type { MessageStore, StoredMessage } from "./store.ts";

const WORDS = {
  en: {
    title: "Inbox",
    notice: "Simulated: every message stays on this machine.",
    people: "Who was written to",
    none: "Nothing has been sent yet. Messages appear here when you load the page again.",
    choose: "Choose somebody to see their phone.",
    email: "Mail",
    sms: "Text message",
    plain: "As plain text",
    attachments: "Attached",
    count: (count: number) => (count === 1 ? "1 message" : `${count} messages`),
  },
  "zh-CN": {
    title: "收件箱",
    notice: "模拟：所有信息都留在这台电脑上。",
    people: "收件人",
    none: "还没有发出任何信息。有了以后，刷新本页就能看到。",
    choose: "选一位收件人，看看对方的手机。",
    email: "邮件",
    sms: "短信",
    plain: "纯文字",
    attachments: "附件",
    count: (count: number) => `${count}条`,
  },
} as const;

/** Everybody who was written to, and the messages of one of them as on a phone, newest first. */
export function inboxPage(store: MessageStore, to: string, language: Language): string {
  const words = WORDS[language];
  const shown = to === "" ? [] : [...store.list(to)].reverse();
  const phone =
    shown.length === 0
      ? `<p class="quiet">${words.choose}</p>`
      : `<section class="phone"><h2>${escaped(shown[0]!.to)}</h2>${shown
          .map((message) => messageView(message, language))
          .join("")}</section>`;
  const people = recipients(store, shown[0]?.to, language);
  const body =
    people === ""
      ? `<h1>${words.people}</h1><p>${words.none}</p>`
      : `<div class="columns"><nav><h1>${words.people}</h1><ul class="list">${people}</ul></nav>
${phone}</div>`;
  const query: Record<string, string> = to === "" ? {} : { to };
  return page({ language, title: words.title, notice: words.notice, query, body });
}

function recipients(store: MessageStore, current: string | undefined, language: Language): string {
  const latest = new Map<string, { message: StoredMessage; count: number }>();
  for (const message of store.list()) {
    const before = latest.get(message.to)?.count ?? 0;
    latest.delete(message.to);
    latest.set(message.to, { message, count: before + 1 });
  }
  return [...latest.values()]
    .reverse()
    .map(({ message, count }) => {
      const here = message.to === current ? ' aria-current="true"' : "";
      const href = `?to=${encodeURIComponent(message.to)}&amp;lang=${language}`;
      const facts = [WORDS[language][message.channel], WORDS[language].count(count)];
      return `<li><a href="${href}"${here}><b>${escaped(message.to)}</b>
<small>${facts.join(" · ")} · ${shownTime(message.at, language)}</small></a></li>`;
    })
    .join("");
}

function messageView(message: StoredMessage, language: Language): string {
  const words = WORDS[language];
  const about = [words[message.channel], message.locale, shownTime(message.at, language)];
  const facts = about.filter((part) => part !== "").map(escaped);
  return `<article class="message">
<div class="quiet">${facts.join(" · ")}</div>
${message.subject === "" ? "" : `<b>${escaped(message.subject)}</b>`}
${message.html === "" ? textView(message) : htmlView(message, words.plain)}
${attachmentsView(message, words.attachments)}
</article>`;
}

function textView(message: StoredMessage): string {
  return `<p class="text">${linked(message.text)}</p>`;
}

function htmlView(message: StoredMessage, plain: string): string {
  return `<iframe src="/_sim/html?message=${message.number}" title="${escaped(message.subject)}"
sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details><summary>${plain}</summary>${textView(message)}</details>`;
}

function attachmentsView(message: StoredMessage, title: string): string {
  if (message.attachments.length === 0) return "";
  const links = message.attachments.map((attachment, index) => {
    const href = `/_sim/attachment?message=${message.number}&amp;index=${index}`;
    return `<a href="${href}">${escaped(attachment.filename)}</a>`;
  });
  return `<p class="quiet">${title}: ${links.join(", ")}</p>`;
}
