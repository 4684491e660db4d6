import { translator } from "#app/i18n/instances.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Paper, PaperBlock, PaperTable } from "../papers/paper.ts";
import type { EverythingHeld } from "./everything-held.server.ts";
import type { HeldRecord } from "./held-table.server.ts";

/** A column of the paper: its heading, its share of the width, and the text of a record. */
interface PaperField {
  readonly head: string;
  readonly share: number;
  readonly right?: true;
  readonly text: (record: HeldRecord) => string;
}

type Say = (key: string) => string;

/**
 * What is held, to read and to keep: who, what is owed, what was paid and agreed, every contact
 * with its rule, every message. The file beside it, in JSON, has every field of every section.
 */
export function heldPaper(held: EverythingHeld, locale: Locale): Paper {
  const say = translator(locale, "debtor") as unknown as Say;
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
    foot: `${held.portfolio} · ${held.madeAt}`,
    blocks: [
      { kind: "title", lines: [say("held.title")] },
      { kind: "note", text: say("held.note") },
      { kind: "heading", text: say("held.section.person") },
      { kind: "facts", rows: personRows(held.person, say) },
      ...balanceTable(held, say),
      ...moneyFields(say).flatMap(([section, fields]) => table(section, fields)),
      ...wordFields(say).flatMap(([section, fields]) => table(section, fields)),
      ...messageBlocks(held, say),
      { kind: "heading", text: say("held.counts") },
      { kind: "facts", rows: countRows(held) },
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

function personRows(person: HeldRecord, say: Say): readonly (readonly [string, string])[] {
  return personFields.map((name) => [say(`held.person.${name}`), plain(person[name])] as const);
}

function balanceTable({ balances, currency }: EverythingHeld, say: Say): readonly PaperBlock[] {
  const fields = [
    field(say, "account", 0.6, "ref"),
    { ...field(say, "balance", 0.4, "total"), head: `${say("held.field.balance")} (${currency})` },
  ];
  return balances.length === 0
    ? []
    : [{ kind: "heading", text: say("held.section.accounts") }, tableOf(balances, fields)];
}

function moneyFields(say: Say): readonly (readonly [string, readonly PaperField[]])[] {
  const kind = (group: string, share: number) => ({
    head: say("held.field.kind"),
    share,
    text: (record: HeldRecord) => say(`held.${group}.${plain(record.kind)}`),
  });
  return [
    [
      "postings",
      [
        field(say, "day", 0.3, "effectiveOn"),
        kind("posting", 0.4),
        { ...field(say, "amount", 0.3, "amount"), right: true },
      ],
    ],
    [
      "payments",
      [
        field(say, "day", 0.3, "effectiveOn"),
        field(say, "number", 0.4, "receiptNo"),
        { ...field(say, "amount", 0.3, "amount"), right: true },
      ],
    ],
    [
      "plans",
      [
        field(say, "day", 0.25, "agreedAt"),
        kind("plan", 0.25),
        field(say, "last", 0.25, "lastDueOn"),
        { ...field(say, "toPay", 0.25, "toPay"), right: true },
      ],
    ],
    ["agreements", [field(say, "day", 0.25, "signedAt"), field(say, "sha256", 0.75, "sha256")]],
    [
      "holds",
      [
        { ...field(say, "kind", 0.4, "kind"), text: (one) => say(`holdKind.${plain(one.kind)}`) },
        field(say, "from", 0.3, "fromOn"),
        {
          ...field(say, "to", 0.3, "toOn"),
          text: ({ toOn, isOver }) =>
            toOn === null && isOver === true ? say("held.over") : plain(toOn),
        },
      ],
    ],
  ];
}

function wordFields(say: Say): readonly (readonly [string, readonly PaperField[]])[] {
  return [
    [
      "contactRecord",
      [
        field(say, "when", 0.2, "at"),
        {
          head: say("held.field.how"),
          share: 0.3,
          text: ({ channel, toMasked }) =>
            `${say(`record.channel.${plain(channel)}`)} ${plain(toMasked)}`,
        },
        {
          head: say("held.field.rule"),
          share: 0.5,
          text: ({ rule, allowed }) => {
            const key = plain(rule).replace(/[^A-Za-z0-9]+/g, "_");
            const went = say(allowed === true ? "held.went" : "held.stopped");
            return `${went} ${say(`contactRule.${key}`)}`;
          },
        },
      ],
    ],
    [
      "visits",
      [
        {
          ...field(say, "who", 0.3, "kind"),
          text: (one) => say(`held.visitor.${plain(one.kind)}`),
        },
        field(say, "from", 0.35, "createdAt"),
        field(say, "to", 0.35, "seenAt"),
      ],
    ],
  ];
}

/** Messages as they were written. */
function messageBlocks({ sections }: EverythingHeld, say: Say): readonly PaperBlock[] {
  const messages = sections.messages ?? [];
  if (messages.length === 0) return [];
  return [
    { kind: "heading", text: say("held.section.messages") },
    ...messages.flatMap((record): readonly PaperBlock[] => [
      { kind: "note", text: `${plain(record.at)} · ${say(`held.by.${plain(record.by)}`)}` },
      { kind: "text", text: plain(record.text) },
    ]),
  ];
}

/** How many records the file has of each section, so that nothing is held in silence. */
function countRows({ sections }: EverythingHeld): readonly (readonly [string, string])[] {
  return Object.entries(sections)
    .filter(([, records]) => records.length > 0)
    .map(([section, records]) => [section, String(records.length)] as const);
}

function tableOf(records: readonly HeldRecord[], fields: readonly PaperField[]): PaperTable {
  return {
    kind: "table",
    columns: fields.map(({ head, share, right }) => ({ head, share, ...(right && { right }) })),
    rows: records.map((record) => fields.map(({ text }) => text(record))),
    total: fields.map(() => ""),
  };
}

function field(say: Say, head: string, share: number, name: string): PaperField {
  return { head: say(`held.field.${head}`), share, text: (record) => plain(record[name]) };
}

/** A moment to the minute; the file has it whole. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return "–";
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? `${text.slice(0, 16).replace("T", " ")}Z` : text;
}
