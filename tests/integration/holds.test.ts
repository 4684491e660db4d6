import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ledgerBreaks } from "#app/db/chains.server.ts";
import { type Api, apiClient, someKey } from "../support/api.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let api: Api;
let foreign: Api;
let made = 0;
let ref: string;

beforeAll(async () => {
  runtime = testRuntime(db);
  api = apiClient(runtime, await someKey(runtime, [(await somePortfolio(runtime)).code]));
  foreign = apiClient(runtime, await someKey(runtime, [(await somePortfolio(runtime)).code]));
});

/** 5.00 of interest a day; the snapshot is of 1 November, today is the 19th. */
beforeEach(async () => {
  ref = `H-${++made}`;
  const body = {
    debtor: { ref: `D-${ref}`, name: "样本丙" },
    currency: "CNY",
    asOf: "2026-11-01",
    components: { principal: "10000.00", interest: "523.40" },
    interest: { dailyRate: "0.0005" },
    delinquentSince: "2026-08-23",
    appliedThrough: 0,
  };
  const saved = await api("PUT", `/accounts/${ref}`, { body });
  expect(saved.status).toBe(201);
});

const set = (changes: object = {}, headers = {}) =>
  api("POST", `/accounts/${ref}/holds`, {
    body: { kind: "breathing-space", reason: "debt advice", ...changes },
    headers,
  });

async function owed(): Promise<string> {
  const shown = await api("GET", `/accounts/${ref}`);
  return String(shown.body.balance.total);
}

async function told(): Promise<unknown[]> {
  const rows = await db.query<{ type: string; data: { amount?: string } }>(
    `select type, data from event where account_ref = $1 order by account_seq`,
    [ref],
  );
  return rows.map(({ type, data }) => [type, data.amount ?? null]);
}

describe("a hold", () => {
  test("stops interest from the day it is set, and goes on when it is ended", async () => {
    expect(await owed()).toBe("10613.40");
    const hold = await set();
    expect(hold.status).toBe(201);
    expect(hold.body).toMatchObject({
      kind: "breathing-space",
      effects: ["interest", "notices", "collection"],
      from: "2026-11-19",
      to: null,
      endedAt: null,
    });
    runtime.clock.advance(4 * 86_400_000);
    expect(await owed()).toBe("10613.40");
    expect((await api("DELETE", `/holds/${hold.body.id}`)).status).toBe(204);
    runtime.clock.advance(2 * 86_400_000);
    expect(await owed()).toBe("10623.40");
    expect(await told()).toEqual([
      ["hold.set", null],
      ["hold.ended", null],
    ]);
    const again = await api("DELETE", `/holds/${hold.body.id}`);
    expect([again.status, again.body.code]).toEqual([409, "already-ended"]);
    runtime.clock.set("2026-11-19T08:00:00Z");
  });

  test("that reaches back takes the interest of its days off, without a posting", async () => {
    await set({ from: "2026-11-09" });
    expect(await owed()).toBe("10563.40");
    expect(await told()).toEqual([["hold.set", null]]);
  });

  test("that reaches further back gives back what the snapshot had charged", async () => {
    await set({ from: "2026-10-22", to: "2026-11-05" });
    // Ten days before the snapshot are credited; four after it are not charged.
    expect(await owed()).toBe("10543.40");
    expect(await told()).toEqual([
      ["hold.set", null],
      ["adjustment.posted", "50.00"],
    ]);
    const [posting] = await db.query<object>(
      `select p.kind, p.amount, p.interest, p.principal, p.credit, p.effective_on as on
       from posting p join account a on a.id = p.account_id where a.ref = $1`,
      [ref],
    );
    expect(posting).toEqual({
      kind: "credit",
      amount: 5000n,
      interest: -5000n,
      principal: 0n,
      credit: 0n,
      on: "2026-11-01",
    });
    expect(await ledgerBreaks(db)).toEqual([]);
  });

  test("gives the same days back once, though two holds cover them", async () => {
    await set({ from: "2026-10-22", to: "2026-11-01" });
    await set({ kind: "bankruptcy", from: "2026-10-27", to: "2026-11-01" });
    expect(await owed()).toBe("10563.40");
  });

  test("gives nothing back when interest is not among its effects", async () => {
    await set({ kind: "dispute", from: "2026-10-01" });
    expect(await owed()).toBe("10613.40");
    expect(await told()).toEqual([["hold.set", null]]);
  });

  test("ended after its last day keeps that day", async () => {
    const hold = await set({ from: "2026-11-02", to: "2026-11-06" });
    const before = await owed();
    await api("DELETE", `/holds/${hold.body.id}`);
    expect(await owed()).toBe(before);
  });

  test("is set once though its answer was lost", async () => {
    const headers = { "idempotency-key": `hold-${ref}` };
    const first = await set({}, headers);
    await db.query("delete from idempotency_key where key = $1", [`hold-${ref}`]);
    const again = await set({}, headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(await told()).toHaveLength(1);
  });

  test("of another portfolio is not there", async () => {
    const hold = await set();
    expect((await foreign("DELETE", `/holds/${hold.body.id}`)).status).toBe(404);
    expect((await foreign("GET", `/accounts/${ref}/holds`)).status).toBe(404);
  });

  test.each([
    ["kind", { kind: "forgetful" }, "unknown-value"],
    ["kind", { kind: "agreed-plan" }, "set-by-signing"],
    ["to", { from: "2026-11-10", to: "2026-11-09" }, "to-before-from"],
    ["from", { from: "2006-11-10" }, "from-too-early"],
    ["effects[0]", { effects: ["everything"] }, "unknown-value"],
    ["reason", { reason: "" }, "too-small"],
  ])("is refused: %s %j", async (path, changes, code) => {
    const answer = await set(changes);
    expect([answer.status, answer.body.path, answer.body.code]).toEqual([422, path, code]);
    expect(await told()).toEqual([]);
  });
});
