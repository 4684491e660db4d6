import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "#app/db/database.server.ts";
import { isRefusal, refusalOf } from "#app/db/refusal.server.ts";
import { openBooks } from "../support/books.ts";
import { withTestDatabase } from "../support/database.ts";
import { until } from "../support/holders.ts";

const db = withTestDatabase();

beforeEach(async () => {
  await db.query("drop table if exists seat");
  await db.query("create table seat (n int primary key, taken int8 not null default 0)");
  await db.query("insert into seat values (1), (2)");
});

const caught = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => null,
    (error: unknown) => error,
  );

describe("a query", () => {
  it("reads int8 as bigint, date as text, moments as Date and json as objects", async () => {
    const [row] = await db.query(
      `select 9007199254740993::int8 as big, '{1,null}'::int8[] as bigs, date '2026-03-29' as day,
         '{2026-03-29}'::date[] as days, timestamptz '2026-03-29T01:30:00Z' as at,
         '{"a":[1]}'::jsonb as json, 1.10::numeric as exact, current_setting('TimeZone') as zone,
         $1::int8 + 1 as sum, $2::int8[] as given`,
      [9_007_199_254_740_993n, [1n, 2n]],
    );
    expect(row).toEqual({
      big: 9_007_199_254_740_993n,
      bigs: [1n, null],
      day: "2026-03-29",
      days: ["2026-03-29"],
      at: new Date("2026-03-29T01:30:00Z"),
      json: { a: [1] },
      exact: "1.10",
      zone: "UTC",
      sum: 9_007_199_254_740_994n,
      given: [1n, 2n],
    });
  });

  it("gives the same when it has become a prepared statement", async () => {
    for (let n = 0; n < 6; n += 1) {
      expect(await db.query("select $1::int8 as n", [n])).toEqual([{ n: BigInt(n) }]);
    }
  });

  it("sees what Prisma wrote, and the other way round", async () => {
    const { portfolioId } = await openBooks(db);
    const found = await db.prisma.portfolio.findUniqueOrThrow({ where: { id: portfolioId } });
    expect(found).toMatchObject({ name: "Willow Bank", policyVersion: 1 });
    await db.prisma.account.updateMany({ where: { portfolioId }, data: { minimumDue: 5n } });
    const [account] = await db.query("select minimum_due from account where portfolio_id = $1", [
      portfolioId,
    ]);
    expect(account).toEqual({ minimum_due: 5n });
  });
});

describe("a transaction", () => {
  it("keeps all or nothing", async () => {
    const failed = db.transaction(async (tx) => {
      await tx.query("update seat set taken = 1");
      throw new Error("changed my mind");
    });
    await expect(failed).rejects.toThrow("changed my mind");
    expect(await db.query("select sum(taken)::int8 as n from seat")).toEqual([{ n: 0n }]);
  });

  it("is tried again after a deadlock", async () => {
    let tries = 0;
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const both = (first: number, second: number) =>
      db.transaction(async (tx) => {
        tries += 1;
        await tx.query("update seat set taken = taken + 1 where n = $1", [first]);
        // Each holds one before either asks for the other's, however slow the machine is.
        if (tries === 2) meet();
        await met;
        await tx.query("update seat set taken = taken + 1 where n = $1", [second]);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(tries).toBeGreaterThan(2);
    expect(await db.query("select taken from seat")).toEqual([{ taken: 2n }, { taken: 2n }]);
  });

  it("is tried again when a serializable one loses", async () => {
    const add = () =>
      db.transaction(
        async (tx) => {
          const [row] = await tx.query<{ taken: bigint }>("select taken from seat where n = 1");
          await sleep(20);
          await tx.query("update seat set taken = $1 where n = 1", [(row?.taken ?? 0n) + 1n]);
        },
        { isolation: "serializable", tries: 20 },
      );
    await Promise.all([add(), add(), add()]);
    expect(await db.query("select taken from seat where n = 1")).toEqual([{ taken: 3n }]);
  });

  it("gives up after its tries, and on a statement that takes too long", async () => {
    let tries = 0;
    const loser = db.transaction(
      async (tx) => {
        tries += 1;
        await tx.query("do $$ begin raise exception using errcode = '40001'; end $$");
      },
      { tries: 3 },
    );
    expect(isRefusal(await caught(loser), "conflict")).toBe(true);
    expect(tries).toBe(3);
    const slow = db.transaction((tx) => tx.query("select pg_sleep(5)"), { statementTimeoutMs: 50 });
    expect(refusalOf(await caught(slow))?.kind).toBe("timeout");
    const reading = db.transaction((tx) => tx.query("delete from seat"), { readOnly: true });
    await expect(reading).rejects.toThrow(/read-only/);
  });

  it("that loses its connection fails, and the next one works", async () => {
    const cut = db.transaction(async (tx) => {
      const [me] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
      await tx.query("update seat set taken = 9");
      await db.query("select pg_terminate_backend($1)", [me?.pid]);
      await sleep(50);
      await tx.query("select 1");
    });
    expect(await caught(cut)).toBeInstanceOf(Error);
    expect(await db.query("select max(taken) as most from seat")).toEqual([{ most: 0n }]);
  });
});

describe("a refusal", () => {
  it("is read alike from SQL and from Prisma", async () => {
    const { portfolioId } = await openBooks(db);
    const bySql = db.query("update portfolio set currency = 'x'");
    expect(refusalOf(await caught(bySql))).toMatchObject({
      kind: "check",
      code: "23514",
      constraint: "portfolio_currency",
    });
    const byPrisma = db.prisma.portfolio.update({
      where: { id: portfolioId },
      data: { currency: "x" },
    });
    expect(refusalOf(await caught(byPrisma))?.kind).toBe("check");
    const row = { id: portfolioId, portfolioId, ref: "r", sealed: Buffer.of(1), keyId: "k" };
    const debtor = { ...row, contentMac: Buffer.of(1), locale: "en" };
    await db.prisma.debtor.create({ data: debtor });
    expect(isRefusal(await caught(db.prisma.debtor.create({ data: debtor })), "unique")).toBe(true);
  });

  it("by a trigger is read from Prisma", async () => {
    await db.query(
      `insert into audit (actor, action, subject, detail) values ('system', 'a', 's', '{}')`,
    );
    const forged = db.prisma.audit.updateMany({ data: { actor: "nobody" } });
    expect(refusalOf(await caught(forged))?.kind).toBe("append-only");
  });

  it("is none for errors that are not the database's", () => {
    expect(refusalOf(new Error("something else"))).toBeNull();
    expect(refusalOf(undefined)).toBeNull();
  });

  it("by nobody there is unavailable", async () => {
    const nowhere = openDatabase({ url: "postgresql://evenkeel@127.0.0.1:9/none" });
    expect(refusalOf(await caught(nowhere.query("select 1")))?.kind).toBe("unavailable");
    await nowhere.close();
  });
});

it("hears notifications, and says when it may have missed some", async () => {
  const heard: (string | null)[] = [];
  const stop = await db.listen("tests_of_listening", (payload) => void heard.push(payload));
  await db.query("select pg_notify('tests_of_listening', 'one')");
  await until(() => heard.length === 1, "the first is heard");
  await db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where query like 'listen%tests_of_listening%' and pid <> pg_backend_pid()`,
  );
  await until(() => heard.length === 2, "it says that it was away");
  await db.query("select pg_notify('tests_of_listening', 'two')");
  await until(() => heard.length === 3, "the next is heard");
  expect(heard).toEqual(["one", null, "two"]);
  await stop();
});
