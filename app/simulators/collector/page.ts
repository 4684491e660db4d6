import { escaped, type Language, page, shownTime } from "../shared/page.ts";
import type { ReceivedEvent } from "./store.ts";
import type { System } from "./system.ts";
import { eventWords, PAGE_WORDS } from "./words.ts";

/** The accounts that events came for, and the events of one of them in order. */
export function collectorPage(system: System, wanted: string, language: Language): string {
  const words = PAGE_WORDS[language];
  const accounts = system.store.accounts();
  const accountRef = wanted || (accounts.length === 1 ? accounts[0]!.accountRef : "");
  const query: Record<string, string> = wanted === "" ? {} : { accountRef: wanted };
  const { title, notice } = words;
  const refused =
    system.refused === 0 ? "" : `<p class="attn">${words.refused(system.refused)}</p>`;
  if (accounts.length === 0) {
    const body = `<h1>${words.accounts}</h1><p>${words.none}</p>${refused}`;
    return page({ language, title, notice, query, body });
  }
  const items = accounts.map(({ accountRef: ref, events }) => {
    const here = ref === accountRef ? ' aria-current="true"' : "";
    const href = `?accountRef=${encodeURIComponent(ref)}&amp;lang=${language}`;
    return `<li><a href="${href}"${here}><b>${escaped(ref)}</b>
<small>${words.count(events.length)}</small></a></li>`;
  });
  const body = `<div class="columns"><nav><h1>${words.accounts}</h1>
<ul class="list">${items.join("")}</ul>${refused}</nav>
${accountView(system.store.list(accountRef), accountRef, language)}</div>`;
  return page({ language, title, notice, query, body });
}

function accountView(
  events: readonly ReceivedEvent[],
  accountRef: string,
  language: Language,
): string {
  const words = PAGE_WORDS[language];
  if (accountRef === "" || events.length === 0) return `<p class="quiet">${words.choose}</p>`;
  const heads = words.heads.map((head) => `<th scope="col">${head}</th>`).join("");
  const rows = events.map((event) => eventRow(event, language)).join("");
  return `<section><table><caption>${escaped(accountRef)}</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function eventRow(event: ReceivedEvent, language: Language): string {
  const words = PAGE_WORDS[language];
  const state = event.appliedAt
    ? words.applied(shownTime(event.appliedAt, language))
    : words.accepted;
  const notes = [
    ...(event.deliveries > 1 ? [words.again(event.deliveries)] : []),
    ...(event.inOrder ? [] : [words.gap]),
  ];
  const data = JSON.stringify(event.payload.data ?? event.payload, null, 2);
  return `<tr><td class="figure">${event.accountSeq}</td>
<td>${escaped(eventWords(event.type, language))} <span class="quiet">${escaped(event.type)}</span>
<details><summary class="quiet">${words.data}</summary><pre>${escaped(data)}</pre></details></td>
<td>${shownTime(event.receivedAt, language)}</td>
<td>${state}${notes.map((note) => `<br><span class="attn">${note}</span>`).join("")}</td></tr>`;
}
