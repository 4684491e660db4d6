import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditBreaks, ledgerBreaks } from "#app/db/chains.server.ts";
import type { Tx } from "#app/db/database.server.ts";
import { type Books, openBooks, post } from "../support/books.ts";
import { withTestDatabase } from "../support/database.ts";

const db = withTestDatabase();
const runs = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1_000);
const postingsEach = 8;
let accounts: Books[] = [];

beforeAll(async () => {
  accounts = await Promise.all([openBooks(db), openBooks(db)]);
  for (let n = 1; n <= postingsEach; n += 1) {
    for (const books of accounts) {
      await db.transaction((tx) =>
        post(tx, books, { amount: BigInt(100 + n), accountSeq: BigInt(n) }),
      );
      await db.query(
        `insert into audit (portfolio_id, actor, action, subject, detail)
         values ($1, 'system', 'posted', $2, $3)`,
        [n % 2 === 0 ? null : books.portfolioId, books.accountId, JSON.stringify({ n })],
      );
    }
  }
  // The owner of the tables can silence the triggers; the chain must tell.
  for (const table of tampered) await db.query(`alter table ${table} disable trigger user`);
});

const tampered = ["posting", "entry", "audit"];

afterAll(async () => {
  for (const table of tampered) await db.query(`alter table ${table} enable trigger user`);
});

describe("the ledger's chain", () => {
  it("holds for books as they were written, in whatever order", async () => {
    expect(await ledgerBreaks(db)).toEqual([]);
  });

  it("holds for two postings of one number whose ids sort the other way", async () => {
    const books = await openBooks(db);
    await db.query("alter table posting enable trigger user");
    for (const id of ["ffffffff", "00000000"]) {
      const whole = `${id}-0000-4000-8000-${books.accountId.slice(-12)}`;
      await db.transaction((tx) => post(tx, books, { id: whole, accountSeq: 1n }));
    }
    await db.query("alter table posting disable trigger user");
    expect(await ledgerBreaks(db)).toEqual([]);
  });

  it("shows every change, removal and swap", async () => {
    const act = fc.record({
      account: fc.nat(1),
      n: fc.integer({ min: 1, max: postingsEach }),
      other: fc.integer({ min: 1, max: postingsEach }),
      by: fc.integer({ min: 1, max: 1_000_000 }),
      how: fc.constantFrom(...Object.keys(ledgerTampering)),
    });
    await fc.assert(
      fc.asyncProperty(act, async ({ account, n, other, by, how }) => {
        const books = accounts[account] as Books;
        const seen = await undone(async (tx) => {
          const later = other === n ? (n % postingsEach) + 1 : other;
          await ledgerTampering[how]?.(tx, books.accountId, n, later, by);
          return ledgerBreaks(tx);
        });
        expect(seen.map((one) => one.accountId)).toContain(books.accountId);
      }),
      { numRuns: runs },
    );
  });
});

describe("the audit log's chain", () => {
  it("holds for lines as they were written", async () => {
    expect(await auditBreaks(db)).toEqual([]);
  });

  it("is one a portfolio, and names the first line that is wrong", async () => {
    const [books] = accounts as [Books, Books];
    const seen = await undone(async (tx) => {
      await tx.query("update audit set actor = 'staff:x' where portfolio_id = $1", [
        books.portfolioId,
      ]);
      return auditBreaks(tx);
    });
    const [first] = await db.query<{ id: bigint }>(
      "select min(id) as id from audit where portfolio_id = $1",
      [books.portfolioId],
    );
    expect(seen).toEqual([{ portfolioId: books.portfolioId, line: first?.id }]);
  });

  it("shows every change, removal and swap", async () => {
    const ids = (await db.query<{ id: bigint }>("select id from audit")).map(({ id }) => id);
    const act = fc.record({
      id: fc.constantFrom(...ids),
      by: fc.integer({ min: 1, max: 1_000_000 }),
      how: fc.constantFrom(...auditTampering),
    });
    await fc.assert(
      fc.asyncProperty(act, async ({ id, by, how }) => {
        const seen = await undone(async (tx) => {
          await tx.query(how, how.includes("$2") ? [id, by] : [id]);
          return auditBreaks(tx);
        });
        expect(seen.length).toBeGreaterThan(0);
      }),
      { numRuns: runs },
    );
  });
});

type Tamper = (tx: Tx, accountId: string, n: number, other: number, by: number) => Promise<unknown>;

const which = "account_id = $1 and account_seq = $2";
const linesOf = `posting_id = (select id from posting where ${which})`;

/** What somebody with the right to silence triggers could do to posting number `n`. */
const ledgerTampering: Record<string, Tamper> = {
  amount: (tx, account, n, _, by) =>
    tx.query(`update posting set amount = amount + $3 where ${which}`, [account, n, by]),
  split: (tx, account, n, _, by) =>
    tx.query(
      `update posting set principal = principal - $3, interest = interest + $3 where ${which}`,
      [account, n, by],
    ),
  date: (tx, account, n, _, by) =>
    tx.query(`update posting set effective_on = effective_on - $3::int where ${which}`, [
      account,
      n,
      (by % 100) + 1,
    ]),
  source: (tx, account, n) =>
    tx.query(`update posting set source = source || 'x' where ${which}`, [account, n]),
  "both lines alike": (tx, account, n, _, by) =>
    tx.query(`update entry set amount = amount + sign(amount) * $3 where ${linesOf}`, [
      account,
      n,
      by,
    ]),
  "a line's account": (tx, account, n) =>
    tx.query(`update entry set ledger_account = 'suspense' where line = 1 and ${linesOf}`, [
      account,
      n,
    ]),
  "a line removed": (tx, account, n) =>
    tx.query(`delete from entry where line = 2 and ${linesOf}`, [account, n]),
  "posting removed": async (tx, account, n) => {
    await tx.query(`delete from entry where ${linesOf}`, [account, n]);
    await tx.query(`delete from posting where ${which}`, [account, n]);
  },
  "numbers swapped": (tx, account, n, other) =>
    tx.query(
      `update posting set account_seq = $2::bigint + $3 - account_seq
       where account_id = $1 and account_seq in ($2, $3)`,
      [account, n, other],
    ),
  "seals swapped": (tx, account, n, other) =>
    tx.query(
      `update posting p set chain_hash = q.chain_hash from posting q
       where p.account_id = $1 and q.account_id = $1 and p.account_seq in ($2, $3)
         and q.account_seq = $2::bigint + $3 - p.account_seq`,
      [account, n, other],
    ),
};

const auditTampering = [
  "update audit set detail = jsonb_build_object('n', -$2::int) where id = $1",
  "update audit set actor = actor || $2::text where id = $1",
  "update audit set at = at - make_interval(secs => $2::int) where id = $1",
  "update audit set portfolio_id = gen_random_uuid() where id = $1",
  "update audit set id = id + 1000000 where id = $1",
  "delete from audit where id = $1",
  `update audit a set detail = b.detail, subject = b.subject from audit b
   where a.id = $1 and b.id = (select max(id) from audit where detail <> a.detail)`,
];

const undo = Symbol("undo");

/** Looks at what an act leads to, and takes it back. */
async function undone<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  let seen: T | undefined;
  await db
    .transaction(async (tx) => {
      seen = await act(tx);
      throw undo;
    })
    .catch((thrown: unknown) => {
      if (thrown !== undo) throw thrown;
    });
  return seen as T;
}
