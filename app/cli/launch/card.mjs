import { join, relative } from "node:path";

/**
 * What demo.json holds (its form is a contract: docs/operations.md).
 * @typedef {{ origin: string, inbox: string, stripe: string, collector: string } & People} Card
 *
 * @typedef {object} People
 * @property {readonly Debtor[]} debtors
 * @property {readonly Staff[]} staff
 * @property {string} apiKey
 *
 * @typedef {object} Debtor
 * @property {string} accountRef
 * @property {string} portfolio
 * @property {string} locale
 * @property {string} name
 * @property {string} url
 * @property {Readonly<Record<string, string>>} facts
 *
 * @typedef {{ email: string, password: string, totpSecret: string | null, role: string }} Staff
 */

/**
 * The card as a person reads it.
 * @param {Card} card
 * @param {string} folder the data folder
 * @returns {string}
 */
export function cardText(card, folder) {
  const place = relative(process.cwd(), folder) || folder;
  const shown = card.debtors.filter(isFirstOfKind);
  const left = card.debtors.length - shown.length;
  const lines = [
    "",
    `Evenkeel runs at ${card.origin}`,
    "",
    "Debtors: open the link, then answer with one of the facts",
    ...shown.flatMap(debtorLines),
    ...(left === 0 ? [] : [`  and ${left} more in ${join(place, "demo.json")}`]),
    "",
    `Staff: ${card.origin}/staff`,
    ...card.staff.map(staffLine),
    "",
    `Messages sent (mail, SMS)   ${card.inbox}`,
    `Payment provider, simulated ${card.stripe}`,
    `Collector's system          ${card.collector}`,
    `API key (every scope)       ${card.apiKey}`,
    "",
    `All of this: ${join(place, "demo.json")}; logs: ${join(place, "logs")}. Ctrl-C stops it.`,
    "",
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * One debtor for each portfolio and language; the file has them all.
 * @param {Debtor} debtor
 * @param {number} at
 * @param {readonly Debtor[]} all
 */
function isFirstOfKind({ portfolio, locale }, at, all) {
  return at === all.findIndex((one) => one.portfolio === portfolio && one.locale === locale);
}

/** @param {Debtor} debtor */
function debtorLines(debtor) {
  const facts = Object.entries(debtor.facts).map(([name, value]) => `${name} ${value}`);
  return [
    `  ${debtor.name} (${debtor.portfolio}, ${debtor.locale}, ${debtor.accountRef})`,
    `    ${debtor.url}`,
    `    ${facts.join(" · ")}`,
  ];
}

/** @param {Staff} one */
function staffLine(one) {
  const totp = one.totpSecret === null ? "" : ` · authenticator key ${one.totpSecret}`;
  return `  ${one.role}: ${one.email} · password ${one.password}${totp}`;
}
