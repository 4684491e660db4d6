import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { heldRows } from "#app/db/stores/held.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { mayDo } from "#app/domain/verification/level.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { heldMoney } from "./held-money.server.ts";
import type { HeldRecord, HeldSeal, HeldTable } from "./held-table.server.ts";
import { heldWords } from "./held-words.server.ts";
import { ownEyes } from "./own-eyes.server.ts";

export const heldTables: readonly HeldTable[] = [...heldMoney, ...heldWords];

/** Everything that is held about a debtor. Amounts are text in major units, moments RFC 3339. */
export interface EverythingHeld {
  readonly madeAt: string;
  readonly portfolio: string;
  readonly currency: Currency;
  /** The portfolio's, an IANA name. */
  readonly timeZone: string;
  readonly person: HeldRecord;
  /** What each account comes to now, with its parts. */
  readonly balances: readonly HeldRecord[];
  /** By the section's name; each table that holds something of a debtor has one. */
  readonly sections: Readonly<Record<string, readonly HeldRecord[]>>;
}

/**
 * Everything held about the visitor, at level 2, and nothing of other people: of a joint account
 * the money and the plans, not what another debtor said or was told, nor what is with them. What
 * staff noted for themselves as the reason of a hold may be about another debtor, and is left out.
 */
export async function everythingHeld(runtime: Runtime, visit: Visit): Promise<EverythingHeld> {
  const { actor, debtor, portfolio } = visit;
  const isDebtor = actor.helper === undefined && mayDo(actor.level, "downloadEverything");
  assert(isDebtor, "everything held is given to the debtor alone, at level 2");
  const { currency } = portfolio;
  const rows = await listDebtorAccounts(runtime.db, debtor.id);
  const accounts = await Promise.all(rows.map((row) => loadAccount(runtime, runtime.db, row)));
  const accountIds = rows.map(({ id }) => id);
  const eyes = await ownEyes(runtime, visit, accounts);
  const sections: Record<string, readonly HeldRecord[]> = {};
  for (const table of heldTables) {
    const query = { ...table, columns: columnsOf(table) };
    const held = await heldRows(runtime.db, query, debtor.id, accountIds);
    const records = held.map((row) => {
      const record = recordOf(runtime, visit, table, row);
      return table.mask ? table.mask(record, row, eyes) : record;
    });
    sections[table.section] = table.once ? saidOnce(records, table.once) : records;
  }
  const balances = accounts.map(({ row, balance }) => ({
    ref: row.ref,
    total: formatAmount(balance.totalMinor, currency),
  }));
  return {
    madeAt: new Date(runtime.clock.now()).toISOString(),
    portfolio: portfolio.name,
    currency,
    timeZone: portfolio.timeZone,
    person: {
      ref: debtor.ref,
      ...openPerson(runtime, debtor),
      locale: debtor.locale,
      timeZone: debtor.timeZone,
      refusedChannels: debtor.optOut,
      wrongPerson: debtor.wrongPerson,
    },
    balances,
    sections,
  };
}

function saidOnce(
  records: readonly HeldRecord[],
  saying: NonNullable<HeldTable["once"]>,
): readonly HeldRecord[] {
  const said = new Set<string>();
  return records.filter((record) => {
    const what = saying(record);
    if (what === null) return true;
    const isNew = !said.has(what);
    said.add(what);
    return isNew;
  });
}

function columnsOf({ columns, amounts = [], seals = [], reads = [], key = "id" }: HeldTable) {
  const named = [key, ...columns, ...amounts, ...seals.map(({ column }) => column), ...reads];
  return [...new Set(named)];
}

function recordOf(
  runtime: Runtime,
  { debtor, portfolio }: Visit,
  { table, columns, amounts = [], seals = [], key = "id" }: HeldTable,
  row: Readonly<Record<string, unknown>>,
): HeldRecord {
  const plain = columns.map((name) => [camel(name), shownValue(name, row[name])] as const);
  const money = amounts.map((name) => {
    const minor = row[name];
    return [
      camel(name),
      typeof minor === "bigint" ? formatAmount(minor, portfolio.currency) : null,
    ];
  });
  const id = String(row[key]);
  const opened = seals.map((seal) =>
    openSeal(runtime, { portfolioId: debtor.portfolioId, table, id }, seal, row[seal.column]),
  );
  const known = key === "id" ? { id } : {};
  return Object.assign(known, Object.fromEntries(plain), Object.fromEntries(money), ...opened);
}

/** A sealed record joins the row it belongs to. */
function openSeal(
  { sealer }: Runtime,
  row: { readonly portfolioId: string; readonly table: string; readonly id: string },
  { binding, bytes, column }: HeldSeal,
  value: unknown,
): HeldRecord {
  if (!(value instanceof Uint8Array)) return {};
  const place = { ...row, table: binding ?? row.table };
  if (!bytes) return sealer.open<HeldRecord>(place, value);
  const text = sealer.openBytes(place, value).toString("utf8");
  return { [column === "sealed" ? "text" : column]: JSON.parse(text) as unknown };
}

function shownValue(name: string, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (typeof value === "bigint") return String(value);
  // Who of us wrote is not told: staff are people too.
  if (name === "by") return String(value).split(":")[0];
  return value ?? null;
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
