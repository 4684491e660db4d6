import type { Locale } from "#app/i18n/locale.ts";
import type { Paper, PaperBlock, PaperTable } from "../papers/paper.ts";
import type { EverythingHeld } from "./everything-held.server.ts";
import type { HeldRecord } from "./held-table.server.ts";
import { type HeldText, heldText } from "./held-text.server.ts";

/** A column of the paper: its heading, its share of the width, and the text of a record. */
interface PaperField {
  readonly head: string;
  readonly share: number;
  readonly right?: true;
  readonly text: (record: HeldRecord) => string;
}

/**
 * What is held, to read and to keep: who, what is owed, what was paid and agreed, every contact
 * with its rule, every message. The file beside it, in JSON, has every field of every section.
 */
export function heldPaper(held: EverythingHeld, locale: Locale): Paper {
  const words = heldText(held, locale);
  const { say, date } = words;
  const { sections } = held;
  const table = (section: string, fields: readonly PaperField[]): readonly PaperBlock[] => {
    const records = sections[section] ?? [];
    if (records.length === 0) return [];
    const heading = { kind: "heading", text: say(`held.section.${section}`) } as const;
    return [heading, tableOf(records, fields)];
  };
  return {
    title: say("held.title"),
    lang: locale,
    at: new Date(held.madeAt),
    foot: `${held.portfolio} · ${date(held.madeAt)}`,
    blocks: [
      { kind: "title", lines: [say("held.title")] },
      { kind: "note", text: say("held.note", { zone: words.zoneName(held.timeZone) }) },
      { kind: "heading", text: say("held.section.person") },
      { kind: "facts", rows: personRows(held.person, words) },
      ...balanceTable(held, words),
      ...moneyFields(words).flatMap(([section, fields]) => table(section, fields)),
      ...wordFields(words).flatMap(([section, fields]) => table(section, fields)),
      ...messageBlocks(held, words),
      { kind: "heading", text: say("held.counts") },
      { kind: "facts", rows: countRows(held, words) },
    ],
  };
}

const personFields = [
  "name",
  "dateOfBirth",
  "idLast4",
  "postcode",
  "phone",
  "email",
  "address",
  "locale",
  "timeZone",
] as const;

function personRows(
  person: HeldRecord,
  { say, plain, date, language, zoneName }: HeldText,
): readonly (readonly [string, string])[] {
  const shown: HeldRecord = {
    ...person,
    locale: language(person.locale),
    dateOfBirth: date(person.dateOfBirth),
    timeZone: typeof person.timeZone === "string" ? zoneName(person.timeZone) : null,
  };
  return personFields.map((name) => [say(`held.person.${name}`), plain(shown[name])] as const);
}

function balanceTable(
  { balances, currency }: EverythingHeld,
  words: HeldText,
): readonly PaperBlock[] {
  const { say } = words;
  const total = sumField(words, "balance", 0.4, "total");
  const fields = [
    field(words, "account", 0.6, "ref"),
    { ...total, head: `${say("held.field.balance")} (${currency})` },
  ];
  return balances.length === 0
    ? []
    : [{ kind: "heading", text: say("held.section.accounts") }, tableOf(balances, fields)];
}

function moneyFields(words: HeldText): readonly (readonly [string, readonly PaperField[]])[] {
  const { say, plain, date } = words;
  const kind = (group: string, share: number) => ({
    head: say("held.field.kind"),
    share,
    text: (record: HeldRecord) => say(`held.${group}.${plain(record.kind)}`),
  });
  return [
    [
      "postings",
      [
        dateField(words, "day", 0.3, "effectiveOn"),
        kind("posting", 0.4),
        sumField(words, "amount", 0.3, "amount"),
      ],
    ],
    [
      "payments",
      [
        dateField(words, "day", 0.3, "effectiveOn"),
        field(words, "number", 0.4, "receiptNo"),
        sumField(words, "amount", 0.3, "amount"),
      ],
    ],
    [
      "plans",
      [
        dateField(words, "day", 0.25, "agreedAt"),
        kind("plan", 0.25),
        dateField(words, "last", 0.25, "lastDueOn"),
        sumField(words, "toPay", 0.25, "toPay"),
      ],
    ],
    [
      "agreements",
      [dateField(words, "day", 0.25, "signedAt"), field(words, "sha256", 0.75, "sha256")],
    ],
    [
      "holds",
      [
        { ...field(words, "kind", 0.4, "kind"), text: (one) => say(`holdKind.${plain(one.kind)}`) },
        dateField(words, "from", 0.3, "fromOn"),
        {
          ...dateField(words, "to", 0.3, "toOn"),
          text: ({ toOn, isOver }) =>
            toOn === null && isOver === true ? say("held.over") : date(toOn),
        },
      ],
    ],
  ];
}

function wordFields(words: HeldText): readonly (readonly [string, readonly PaperField[]])[] {
  const { say, plain } = words;
  return [
    [
      "contactRecord",
      [
        dateField(words, "when", 0.26, "at"),
        {
          head: say("held.field.how"),
          share: 0.3,
          text: ({ channel, toMasked }) =>
            `${say(`record.channel.${plain(channel)}`)} ${plain(toMasked)}`,
        },
        {
          head: say("held.field.rule"),
          share: 0.44,
          text: ({ rule, allowed }) => {
            const key = plain(rule).replace(/[^A-Za-z0-9]+/g, "_");
            const went = say(allowed === true ? "held.went" : "held.stopped");
            return words.beside(went, say(`contactRule.${key}`));
          },
        },
      ],
    ],
    [
      "visits",
      [
        {
          ...field(words, "who", 0.3, "kind"),
          text: (one) => say(`held.visitor.${plain(one.kind)}`),
        },
        dateField(words, "from", 0.35, "createdAt"),
        dateField(words, "to", 0.35, "seenAt"),
      ],
    ],
  ];
}

/** Messages as they were written. */
function messageBlocks(
  { sections }: EverythingHeld,
  { say, plain, date }: HeldText,
): readonly PaperBlock[] {
  const messages = sections.messages ?? [];
  if (messages.length === 0) return [];
  return [
    { kind: "heading", text: say("held.section.messages") },
    ...messages.flatMap((record): readonly PaperBlock[] => [
      { kind: "note", text: `${date(record.at)} · ${say(`held.by.${plain(record.by)}`)}` },
      { kind: "text", text: plain(record.text) },
    ]),
  ];
}

/** How many records the file has of each section, so that nothing is held in silence. */
function countRows(
  { sections }: EverythingHeld,
  { say }: HeldText,
): readonly (readonly [string, string])[] {
  return Object.entries(sections)
    .filter(([, records]) => records.length > 0)
    .map(([section, records]) => {
      // The second is its name in the file.
      return [`${say(`held.section.${section}`)} · ${section}`, String(records.length)] as const;
    });
}

function tableOf(records: readonly HeldRecord[], fields: readonly PaperField[]): PaperTable {
  return {
    kind: "table",
    columns: fields.map(({ head, share, right }) => ({ head, share, ...(right && { right }) })),
    rows: records.map((record) => fields.map(({ text }) => text(record))),
    total: fields.map(() => ""),
  };
}

function field({ say, plain }: HeldText, head: string, share: number, name: string): PaperField {
  return { head: say(`held.field.${head}`), share, text: (record) => plain(record[name]) };
}

function dateField(words: HeldText, head: string, share: number, name: string): PaperField {
  return { ...field(words, head, share, name), text: (record) => words.date(record[name]) };
}

function sumField(words: HeldText, head: string, share: number, name: string): PaperField {
  const text = (record: HeldRecord) => words.amount(record[name]);
  return { head: words.say(`held.field.${head}`), share, right: true, text };
}
