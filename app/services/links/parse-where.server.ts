import type { AccountCondition } from "#app/db/stores/account-selection.server.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";

const operators = [">=", "<=", "!=", "=", ">", "<"] as const;

export interface WhereFault {
  readonly reason: "unreadable" | "unknown-field" | "bad-value";
  /** The part that is wrong. */
  readonly part: string;
}

/**
 * Reads `days_overdue>=30 and product='Credit card'`: conditions on an account joined by `and`.
 * Fields: days_overdue, total (major units), ref, debtor_ref, product. It becomes values of a
 * fixed statement, never text of one.
 */
export function parseWhere(
  text: string,
  currency: Currency,
): Result<readonly AccountCondition[], WhereFault> {
  const conditions: AccountCondition[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = condition.exec(rest);
    if (match === null) return err({ reason: "unreadable", part: rest });
    const [all, field = "", operator = "", single, double, bare] = match;
    const value = single ?? double ?? bare ?? "";
    const read = readCondition(field, operator, value, currency);
    if (!read.ok) return read;
    conditions.push(read.value);
    rest = rest.slice(all.length).trimStart();
    if (rest === "") break;
    const joined = /^and\s+/i.exec(rest);
    if (joined === null) return err({ reason: "unreadable", part: rest });
    rest = rest.slice(joined[0].length);
    if (rest === "") return err({ reason: "unreadable", part: text });
  }
  return ok(conditions);
}

const condition = /^([a-z_]+)\s*(>=|<=|!=|=|>|<)\s*(?:'([^']*)'|"([^"]*)"|([^\s'"]+))/i;

function readCondition(
  name: string,
  sign: string,
  value: string,
  currency: Currency,
): Result<AccountCondition, WhereFault> {
  const operator = operators.find((known) => known === sign);
  const field = name.toLowerCase();
  if (operator === undefined) return err({ reason: "unreadable", part: sign });
  switch (field) {
    case "days_overdue": {
      if (!/^\d{1,5}$/.test(value)) return err({ reason: "bad-value", part: value });
      return ok({ field, operator, value: Number(value) });
    }
    case "total": {
      const minor = parseAmount(value, currency);
      if (typeof minor !== "bigint") return err({ reason: "bad-value", part: value });
      return ok({ field, operator, value: minor });
    }
    case "ref":
    case "debtor_ref":
    case "product":
      return ok({ field, operator, value });
    default:
      return err({ reason: "unknown-field", part: name });
  }
}
