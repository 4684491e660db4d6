import { attributeOf, XmlCutter, type XmlToken } from "./xml.server.ts";
import { broken, entryText, readDirectory, type ZipEntry } from "./zip.server.ts";

/** What must be known of a workbook before its first sheet can be read. */
export interface Workbook {
  readonly sheet: ZipEntry;
  readonly strings: readonly string[];
  /** For each cell format, whether it shows a date. */
  readonly dateFormats: readonly boolean[];
  /** Days are counted from 1904 in workbooks of old Macs. */
  readonly from1904: boolean;
}

const mostMetaBytes = 16_000_000;
/** Texts are held in memory, for any cell may name any of them. */
const mostStringBytes = 128_000_000;

export async function readWorkbook(path: string): Promise<Workbook> {
  const entries = await readDirectory(path);
  const book = entries.get("xl/workbook.xml");
  if (book === undefined) throw broken();
  let relation: string | null = null;
  let from1904 = false;
  await eachTag(path, book, mostMetaBytes, (tag) => {
    if (tag.name === "sheet") relation ??= attributeOf(tag.attributes, "[\\w]+:id");
    if (tag.name === "workbookPr") {
      from1904 = /^(1|true)$/.test(attributeOf(tag.attributes, "date1904") ?? "");
    }
  });
  const sheet = await sheetEntry(path, entries, relation);
  const strings = await readStrings(path, entries.get("xl/sharedstrings.xml"));
  const dateFormats = await readDateFormats(path, entries.get("xl/styles.xml"));
  return { sheet, strings, dateFormats, from1904 };
}

async function sheetEntry(
  path: string,
  entries: ReadonlyMap<string, ZipEntry>,
  relation: string | null,
): Promise<ZipEntry> {
  const relations = entries.get("xl/_rels/workbook.xml.rels");
  let target = "worksheets/sheet1.xml";
  if (relations !== undefined && relation !== null) {
    await eachTag(path, relations, mostMetaBytes, (tag) => {
      if (attributeOf(tag.attributes, "Id") === relation) {
        target = attributeOf(tag.attributes, "Target") ?? target;
      }
    });
  }
  const name = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  const sheet = entries.get(name.toLowerCase());
  if (sheet === undefined) throw broken();
  return sheet;
}

/** A text may be cut into runs of different fonts; readings (rPh) are no part of it. */
async function readStrings(path: string, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (entry === undefined) return strings;
  let text = "";
  let inText = false;
  let inReading = false;
  const take = (token: XmlToken): void => {
    if (token.kind === "text") {
      if (inText && !inReading) text += token.text;
      return;
    }
    const opens = token.kind === "open";
    if (token.name === "t") inText = opens && !token.empty;
    else if (token.name === "rPh") inReading = opens && !token.empty;
    else if (token.name === "si" && (!opens || token.empty)) {
      strings.push(text);
      text = "";
    }
  };
  const cutter = new XmlCutter();
  for await (const chunk of entryText(path, entry, mostStringBytes)) {
    for (const token of cutter.push(chunk)) take(token);
  }
  return strings;
}

async function readDateFormats(path: string, entry: ZipEntry | undefined): Promise<boolean[]> {
  const custom = new Map<number, string>();
  const formats: boolean[] = [];
  if (entry === undefined) return formats;
  let inCells = false;
  await eachTag(path, entry, mostMetaBytes, (tag) => {
    const id = Number(attributeOf(tag.attributes, "numFmtId") ?? "0");
    if (tag.name === "numFmt") custom.set(id, attributeOf(tag.attributes, "formatCode") ?? "");
    if (tag.name === "cellXfs") inCells = true;
    if (tag.name === "cellStyles") inCells = false;
    if (inCells && tag.name === "xf") formats.push(isDateFormat(id, custom.get(id)));
  });
  return formats;
}

/** ECMA-376 §18.8.30: built-in date formats; custom ones name a day, month or year. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return /[ymd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").replace(/general/gi, ""));
}

type OpenTag = Extract<XmlToken, { kind: "open" }>;

async function eachTag(
  path: string,
  entry: ZipEntry,
  mostBytes: number,
  take: (tag: OpenTag) => void,
): Promise<void> {
  const cutter = new XmlCutter();
  for await (const chunk of entryText(path, entry, mostBytes)) {
    for (const token of cutter.push(chunk)) if (token.kind === "open") take(token);
  }
}
