import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "#app/cli/main.ts";
import { startStripeSimulator } from "#app/simulators/stripe/server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, testRuntime } from "../support/runtime.ts";
import { testVariables } from "../support/settings.ts";
import { someAccount } from "../support/visitor.ts";

const db = withTestDatabase();
let code: string;

beforeAll(async () => {
  const runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  await someAccount(runtime, portfolio);
  code = portfolio.code;
});

beforeEach(() => {
  for (const [name, value] of Object.entries(testVariables)) vi.stubEnv(name, value);
  vi.stubEnv("DATABASE_URL", db.url);
});

async function json(...args: string[]) {
  const out: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: () => undefined, watched: false };
  const exit = await main([...args, "--json"], io);
  expect(out).toHaveLength(1);
  return { exit, answer: JSON.parse(out[0] ?? "") };
}

async function text(...args: string[]) {
  const out: string[] = [];
  const io = { out: (said: string) => void out.push(said), err: () => undefined, watched: false };
  return { exit: await main(args, io), said: out.join("") };
}

/** A statement of one line that nothing matches. */
function statement(): string {
  const path = join(tmpdir(), `evenkeel-statement-${process.pid}.csv`);
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(path, `booked_on,amount,currency,bank_ref\n${today},75.00,CNY,S-1\n`);
  return path;
}

describe("portal import transfers", () => {
  it("tries out, takes in, and knows it the second time", async () => {
    const path = statement();
    const bring = (...more: string[]) =>
      json("import", "transfers", path, "--portfolio", code, ...more);
    expect(await bring("--dry-run")).toMatchObject({ exit: 0, answer: { inserted: 1 } });
    expect(await bring()).toMatchObject({ exit: 0, answer: { inserted: 1, refused: 0 } });
    expect(await bring()).toMatchObject({ exit: 0, answer: { inserted: 0, unchanged: 1 } });
  });
});

describe("portal ledger verify and audit verify", () => {
  it("hold for books as they were written", async () => {
    expect(await json("ledger", "verify")).toMatchObject({ exit: 0, answer: { ok: true } });
    expect(await json("audit", "verify")).toEqual({ exit: 0, answer: { ok: true, fault: null } });
    expect((await text("ledger", "verify")).said).toMatch(/^The ledger holds: 14 checks/);
  });

  it("name the first break, and exit with 1", async () => {
    const change = async (table: string, sql: string) => {
      await db.query(`alter table ${table} disable trigger user`);
      await db.query(sql);
      await db.query(`alter table ${table} enable trigger user`);
    };
    await change("house_posting", "update house_posting set amount = amount + 1");
    const { exit, answer } = await json("ledger", "verify");
    expect(exit).toBe(1);
    expect(answer.fault).toMatchObject({ check: "suspense-has-cases", reference: "CNY" });
    await change("house_posting", "update house_posting set amount = amount - 1");
    await change("audit", "update audit set action = 'nothing' where action = 'transfer.received'");
    expect(await json("audit", "verify")).toMatchObject({ exit: 1, answer: { ok: false } });
    expect((await text("audit", "verify")).exit).toBe(1);
  });
});

describe("portal reconcile", () => {
  it("lists what differs and exits with 1, refuses a wrong date with 2", async () => {
    const simulator = await startStripeSimulator();
    vi.stubEnv("STRIPE_API_BASE", simulator.origin);
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_books");
    try {
      expect(await json("reconcile")).toMatchObject({ exit: 0, answer: { breaks: [] } });
      simulator.control.clock({ now: Date.now() - 3_600_000 });
      simulator.control.orphan({ amount: 500, currency: "cny" });
      const found = await json("reconcile");
      expect(found).toMatchObject({
        exit: 1,
        answer: { raised: 1, breaks: [{ kind: "provider:orphan" }] },
      });
      expect((await text("reconcile")).said).toMatch(/provider:orphan/);
      expect((await json("reconcile", "--since", "yesterday")).exit).toBe(2);
    } finally {
      await simulator.close();
    }
  });
});
