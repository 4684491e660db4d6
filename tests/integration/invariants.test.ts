import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refusalOf } from "#app/db/refusal.server.ts";
import { openBooks, post } from "../support/books.ts";
import { withTestDatabase } from "../support/database.ts";

const db = withTestDatabase();

/** The refusal that an act meets; undefined when it meets none. */
async function refusal(act: Promise<unknown>): Promise<string | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    const read = refusalOf(error);
    return read === null ? String(error) : read.kind;
  }
}

describe("a posting", () => {
  it("is kept when its lines balance, and is sealed", async () => {
    const books = await openBooks(db);
    const id = await db.transaction((tx) => post(tx, books));
    const [row] = await db.query("select chain_hash from posting where id = $1", [id]);
    expect(row?.chain_hash).toHaveLength(32);
  });

  it.each([
    [
      "off by one",
      {
        lines: [
          ["cash:stripe", 100n],
          ["receivable:principal", -99n],
        ],
      },
    ],
    ["with one line", { lines: [["cash:stripe", 100n]] }],
    ["with no line", { lines: [] }],
    ["that says another split than its lines", { principal: -99n }],
    ["in another currency than its account", { currency: "USD" }],
  ] as const)("is refused at commit: %s", async (_, parts) => {
    const books = await openBooks(db);
    expect(await refusal(db.transaction((tx) => post(tx, books, parts)))).toBe("unbalanced");
    expect(
      await db.query("select id from posting where account_id = $1", [books.accountId]),
    ).toEqual([]);
  });

  it("may get its lines in several statements of one transaction", async () => {
    const books = await openBooks(db);
    await db.transaction(async (tx) => {
      const id = await post(tx, books, { lines: [["cash:stripe", 100n]] });
      const half = `insert into entry values ($1, $2, 'receivable:principal', $3)`;
      await tx.query(half, [id, 2, -60n]);
      await tx.query(half, [id, 3, -40n]);
    });
    expect(await db.query("select count(*) as n from entry")).not.toEqual([{ n: 0n }]);
  });

  it("takes no more lines once it is closed, balanced or not", async () => {
    const books = await openBooks(db);
    const id = await db.transaction((tx) => post(tx, books));
    const more = `insert into entry values ($1, 3, 'suspense', 5), ($1, 4, 'waiver', -5)`;
    expect(await refusal(db.query(more, [id]))).toBe("append-only");
    expect(await refusal(db.query(more, [randomUUID()]))).toBe("append-only");
  });

  it("is not sealed by the one who writes it", async () => {
    const books = await openBooks(db);
    const forged = randomBytes(32);
    const id = await db.transaction((tx) => post(tx, books, { chainHash: forged }));
    const [row] = await db.query<{ chain_hash: Buffer }>(
      "select chain_hash from posting where id = $1",
      [id],
    );
    expect(row?.chain_hash.equals(forged)).toBe(false);
  });

  it("happens once for each key", async () => {
    const books = await openBooks(db);
    const id = randomUUID();
    await db.transaction((tx) => post(tx, books, { id }));
    expect(await refusal(db.transaction((tx) => post(tx, books, { id })))).toBe("unique");
  });
});

const kept = ["posting", "entry", "agreement", "agreement_copy", "audit"];

describe("append-only tables refuse", () => {
  it.each([...kept, "event"])("TRUNCATE of %s", async (table) => {
    expect(await refusal(db.query(`truncate ${table} cascade`))).toBe("append-only");
  });

  it.each([...kept, "event"])("DELETE of %s", async (table) => {
    await oneOfEach();
    expect(await refusal(db.query(`delete from ${table}`))).toBe("append-only");
  });

  it.each(kept)("UPDATE of any column of %s", async (table) => {
    await oneOfEach();
    for (const { column, other } of await columnsOf(table)) {
      const act = db.query(`update ${table} set ${column} = ${other}`);
      expect(`${column} ${await refusal(act)}`).toBe(`${column} append-only`);
    }
  });

  it("UPDATE of what an event says, but not of its place and delivery", async () => {
    await oneOfEach();
    const free = ["sent_at", "accepted_at", "applied_at"];
    for (const { column, other } of await columnsOf("event")) {
      if (column === "seq") continue;
      const expected = free.includes(column) ? undefined : "append-only";
      const said = await refusal(db.query(`update event set ${column} = ${other}`));
      expect(`${column} ${said}`).toBe(`${column} ${expected}`);
    }
    const place = "update event set seq = (select count(*) from event e where e.id <= event.id)";
    expect(await refusal(db.query(place))).toBeUndefined();
    expect(await refusal(db.query("update event set seq = seq + 1000"))).toBe("append-only");
  });
});

describe("the database restates rules of the domain", () => {
  it.each([
    ["a total that is not the sum", "update account set total = total + 1"],
    ["a negative component", "update account set fees = -1, total = total - 1"],
    ["a currency in lower case", "update account set currency = 'cny'"],
    ["an unknown account status", "update account set status = 'sold'"],
  ])("%s is refused", async (_, sql) => {
    await openBooks(db);
    expect(await refusal(db.query(sql))).toBe("check");
  });

  it("a hold ends no earlier than it begins", async () => {
    const { accountId, portfolioId } = await openBooks(db);
    const hold = `insert into hold (id, account_id, portfolio_id, kind, effects, from_on, to_on,
      reason, set_by) values ($1, $2, $3, $4, $5, '2026-11-05', $6, 'r', 'system')`;
    const set = (kind: string, effects: string[], toOn: string | null) =>
      refusal(db.query(hold, [randomUUID(), accountId, portfolioId, kind, effects, toOn]));
    expect(await set("dispute", ["interest"], "2026-11-04")).toBe("check");
    expect(await set("holiday", ["interest"], null)).toBe("check");
    expect(await set("dispute", ["rain"], null)).toBe("check");
    expect(await set("dispute", ["interest"], "2026-11-05")).toBeUndefined();
  });

  it("one plan at a time on an account", async () => {
    const { accountId, portfolioId, debtorId } = await openBooks(db);
    const plan = `insert into plan (id, account_id, portfolio_id, debtor_id, kind, state,
      interest_mode, currency, offer, to_pay, first_due_on, last_due_on, agreed_at, from_seq)
      values ($1, $2, $3, $4, 'instalments', $5, 'frozen', 'CNY', '{}', 100, '2026-12-15',
      '2026-12-15', now(), 0)`;
    const sign = (state: string) =>
      refusal(db.query(plan, [randomUUID(), accountId, portfolioId, debtorId, state]));
    expect(await sign("broken")).toBeUndefined();
    expect(await sign("active")).toBeUndefined();
    expect(await sign("agreed")).toBe("unique");
  });

  it("one open attempt for an obligation and purpose", async () => {
    const { accountId, portfolioId, debtorId } = await openBooks(db);
    const attempt = `insert into payment_attempt (id, portfolio_id, account_id, debtor_id, purpose,
      obligation, choice, currency, amount, total, leader_id, state, provider, params)
      values ($1, $2, $3, $4, 'pay-now', $5, 'whole', 'CNY', 100, 100, $1, $6, 'stripe', '{}')`;
    const open = (state: string) =>
      refusal(
        db.query(attempt, [
          randomUUID(),
          portfolioId,
          accountId,
          debtorId,
          `account:${accountId}`,
          state,
        ]),
      );
    expect(await open("created")).toBeUndefined();
    expect(await open("processing")).toBe("unique");
    expect(await open("expired")).toBeUndefined();
  });
});

/** A row in each append-only table, so that an UPDATE or DELETE has something to meet. */
async function oneOfEach(): Promise<void> {
  const books = await openBooks(db);
  const { accountId, portfolioId, debtorId } = books;
  await db.transaction((tx) => post(tx, books));
  const agreementId = randomUUID();
  await db.query(
    `insert into agreement (id, plan_id, portfolio_id, account_id, debtor_id, sealed, sha256,
       consent_version, locale, signature, signed_at)
     values ($1, $2, $3, $4, $5, 'x', $6, '1', 'zh-CN', 'x', now())`,
    [agreementId, randomUUID(), portfolioId, accountId, debtorId, randomBytes(32)],
  );
  await db.query(
    `insert into agreement_copy (agreement_id, portfolio_id, sha256, given_at)
     values ($1, $2, $3, now())`,
    [agreementId, portfolioId, randomBytes(32)],
  );
  await db.query(
    `insert into audit (portfolio_id, actor, action, subject, detail)
     values ($1, 'system', 'tested', 'account', '{}')`,
    [portfolioId],
  );
  await db.query(
    `insert into event (id, portfolio_id, account_id, account_ref, account_seq, type, occurred_at,
       data) values ($1, $2, $3, '6225-0001', 1, 'payment.succeeded', now(), '{}')`,
    [randomUUID(), portfolioId, accountId],
  );
}

/** Every column with an expression for a value that is not there yet. */
async function columnsOf(table: string): Promise<{ column: string; other: string }[]> {
  const rows = await db.query<{ column: string; type: string }>(
    `select column_name as column, udt_name as type from information_schema.columns
     where table_name = $1 and table_schema = 'public'`,
    [table],
  );
  const others: Record<string, string> = {
    uuid: "gen_random_uuid()",
    bytea: "sha256(gen_random_uuid()::text::bytea)",
    timestamptz: "'2001-01-01'",
    date: "'2001-01-01'",
    jsonb: `'{"other":1}'`,
    bpchar: "'ZZZ'",
  };
  return rows.map(({ column, type }) => ({
    column,
    other: others[type] ?? (type.startsWith("int") ? "987654" : "gen_random_uuid()::text"),
  }));
}
