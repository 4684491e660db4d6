import { fromDayNumber } from "#app/domain/primitives/date.ts";
import type { Workbook } from "./workbook.server.ts";

/** A cell as a CSV would have it: what a person sees, dates as ISO, numbers as plain decimals. */
export function cellText(
  value: string,
  type: string | null,
  style: number,
  book: Pick<Workbook, "strings" | "dateFormats" | "from1904">,
): string {
  switch (type) {
    case "s":
      return book.strings[Number(value)] ?? "";
    case "str":
    case "inlineStr":
    case "e":
      return value;
    case "b":
      return value === "1" ? "true" : "false";
    case "d":
      return value.replace(/T00:00(:00(\.0+)?)?Z?$/, "");
    default:
      return book.dateFormats[style] ? dateText(value, book.from1904) : decimalText(value);
  }
}

/** Days between 1970 and the days that workbooks count from. */
const day1900 = -25_569;
const day1904 = -24_107;

/** The count from 1900 has a 29 February that never was: before it, it is one day off. */
function dateText(value: string, from1904: boolean): string {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > 2_958_465) return decimalText(value);
  if (from1904) return fromDayNumber(days + day1904);
  return fromDayNumber(days + day1900 + (days < 60 ? 1 : 0));
}

/**
 * A spreadsheet holds 15 digits; what is beyond them is how a machine writes a fraction (0.1 + 0.2
 * is stored as 0.30000000000000004), not what a person entered.
 */
function decimalText(value: string): string {
  if (/^-?\d{1,15}$/.test(value)) return value;
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  const fifteen = Number(number.toPrecision(15));
  if (Number.isInteger(fifteen)) return BigInt(fifteen).toString();
  const text = String(fifteen);
  return text.includes("e") ? fifteen.toFixed(20).replace(/0+$/, "") : text;
}
