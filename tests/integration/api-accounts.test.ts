import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, accountDocument, apiClient, someKey } from "../support/api.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let code: string;
let otherCode: string;
let api: Api;
let foreign: Api;
let made = 0;
let ref: string;

beforeAll(async () => {
  runtime = testRuntime(db);
  code = (await somePortfolio(runtime)).code;
  otherCode = (await somePortfolio(runtime)).code;
  api = apiClient(runtime, await someKey(runtime, [code]));
  foreign = apiClient(runtime, await someKey(runtime, [otherCode]));
});

beforeEach(() => {
  made += 1;
  ref = `R-${made}`;
});

const account = (changes: object = {}) => accountDocument(ref, changes);
const put = (changes: object = {}) => api("PUT", `/accounts/${ref}`, { body: account(changes) });
const get = () => api("GET", `/accounts/${ref}`);

describe("an account", () => {
  test("is created, then replaced, and shows what was sent with the balance of today", async () => {
    const created = await put();
    expect([created.status, created.text.includes("样本甲")]).toEqual([201, true]);
    expect(created.body.balance.total).toBe("10693.40");
    expect((await put()).status).toBe(200);
    const shown = await get();
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({
      portfolio: code,
      accountRef: ref,
      debtor: { ref: `D-${ref}`, name: "样本甲", dateOfBirth: "1990-02-03", idLast4: null },
      components: { principal: "10000.00", interest: "523.40", fees: "0.00" },
      interest: { dailyRate: "0.0005" },
      cardLast4: "4417",
      status: "open",
      appliedThrough: 0,
      on: "2026-11-19",
      balance: { interest: "613.40", total: "10693.40", daysOverdue: 88 },
      holds: [],
      plan: null,
    });
    const newer = await put({ asOf: "2026-11-18", status: "recalled" });
    expect([newer.status, newer.body.state]).toEqual([200, undefined]);
    expect(newer.body).toMatchObject({ status: "recalled", asOf: "2026-11-18" });
  });

  test("answers 304 to who has it already", async () => {
    await put();
    const first = await get();
    const tag = first.headers.get("etag") ?? "";
    const path = `/accounts/${ref}`;
    const again = await api("GET", path, { headers: { "if-none-match": tag } });
    expect([again.status, again.text]).toEqual([304, ""]);
    await put({ asOf: "2026-11-05" });
    const changed = await api("GET", path, { headers: { "if-none-match": tag } });
    expect(changed.status).toBe(200);
  });

  test.each([
    ["currency", { currency: "USD" }, "currency-mismatch"],
    ["asOf", { asOf: "2026-02-30" }, "not-a-date"],
    ["asOf", { asOf: "2027-01-01" }, "date-in-future"],
    ["components.principal", { components: { principal: "1.005" } }, "amount-too-fine"],
    ["components.principal", { components: { principal: 1 } }, "wrong-type"],
    ["components.principal", { components: { principal: "-1.00" } }, "wrong-form"],
    ["components.principal", { components: {} }, "wrong-type"],
    ["interest.dailyRate", { interest: { dailyRate: "5e-4" } }, "not-a-decimal"],
    [
      "debtor.timeZone",
      { debtor: { ref: "D", name: "N", timeZone: "Nowhere" } },
      "unknown-time-zone",
    ],
    ["debtor.name", { debtor: { ref: "D", name: "a\u0000b" } }, "wrong-form"],
    ["surprise", { surprise: 1 }, "unknown-field"],
    ["debtor.shoe", { debtor: { ref: "D", name: "N", shoe: 44 } }, "unknown-field"],
    ["portfolio", { portfolio: "nobody's" }, "unknown-portfolio"],
    ["jointDebtors", { jointDebtors: ["D-unknown"] }, "unknown-joint-debtor"],
    ["accountRef", { accountRef: "another" }, "reference-differs"],
  ])("is refused with the path of a fault: %s", async (path, changes, problem) => {
    const answer = await put(changes);
    expect([answer.status, answer.body.path, answer.body.code]).toEqual([422, path, problem]);
    expect((await get()).status).toBe(404);
  });

  test("of another portfolio is not there", async () => {
    await put();
    expect((await foreign("GET", `/accounts/${ref}`)).status).toBe(404);
    expect((await foreign("GET", `/accounts/${ref}/offers`)).status).toBe(404);
    const body = { amount: "1.00", currency: "CNY", receivedOn: "2026-11-19", method: "cash" };
    expect((await foreign("POST", `/accounts/${ref}/payments`, { body })).status).toBe(404);
    expect((await foreign("POST", `/accounts/${ref}/links`)).status).toBe(404);
    const missing = await foreign("GET", "/accounts/never");
    const theirs = await foreign("GET", `/accounts/${ref}`);
    expect(theirs.text).toBe(missing.text);
  });

  test("whose reference stands twice must be named with its portfolio", async () => {
    await put();
    await foreign("PUT", `/accounts/${ref}`, { body: account() });
    const both = apiClient(runtime, await someKey(runtime, [code, otherCode]));
    expect((await both("GET", `/accounts/${ref}`)).status).toBe(409);
    expect((await both("PUT", `/accounts/${ref}`, { body: account() })).status).toBe(409);
    const named = await both("GET", `/accounts/${ref}?portfolio=${code}`);
    expect(named.body).toMatchObject({ portfolio: code });
  });

  test("shows the offers of its policy, on a day of choice", async () => {
    await put();
    const today = await api("GET", `/accounts/${ref}/offers`);
    expect(today.status).toBe(200);
    expect(today.body).toMatchObject({ on: "2026-11-19", balance: { total: "10693.40" } });
    expect(today.text).toContain('"kind":"instalments"');
    const later = await api("GET", `/accounts/${ref}/offers?on=2026-11-29`);
    expect(later.body.balance.total).toBe("10743.40");
    const early = await api("GET", `/accounts/${ref}/offers?on=2026-10-31`);
    expect([early.status, early.body.code]).toEqual([422, "on-before-as-of"]);
  });
});

describe("a link", () => {
  test("is made, answered again to the letter, and revoked", async () => {
    await put();
    const headers = { "idempotency-key": `link-${ref}` };
    const path = `/accounts/${ref}/links`;
    const link = await api("POST", path, { headers });
    expect(link.status).toBe(201);
    expect(link.body).toEqual({
      id: expect.any(String),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/l\/[\w-]{43}$/),
      expiresAt: expect.any(String),
    });
    const again = await api("POST", path, { headers });
    expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([link.text, "true"]);
    const dump = await db.query<{ body: string }>("select body from idempotency_key");
    const token = String(link.body.url).slice(-43);
    expect(dump.some((row) => row.body?.includes(token))).toBe(false);
    expect((await foreign("DELETE", `/links/${link.body.id}`)).status).toBe(404);
    expect((await api("DELETE", `/links/${link.body.id}`)).status).toBe(204);
  });

  test("is not made for a closed account, nor for somebody who does not owe it", async () => {
    await put({ status: "closed" });
    const closed = await api("POST", `/accounts/${ref}/links`, { body: { channel: "none" } });
    expect([closed.status, closed.body.code]).toEqual([409, "account-not-open"]);
    const stranger = await api("POST", `/accounts/${ref}/links`, { body: { debtorRef: "D-0" } });
    expect([stranger.status, stranger.body.path]).toEqual([422, "debtorRef"]);
  });
});

describe("accounts as lines", () => {
  test.each([
    ["application/ndjson", 200],
    ["application/jsonl", 200],
    ["application/json", 415],
  ])("said to be %s are answered %i", async (type, status) => {
    const raw = JSON.stringify(account());
    const sent = await api("POST", "/accounts/batch", { raw, headers: { "content-type": type } });
    expect(sent.status).toBe(status);
  });

  const send = (lines: readonly unknown[], headers = {}) =>
    api("POST", "/accounts/batch", {
      raw: lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
      headers: { "content-type": "application/x-ndjson", ...headers },
    });
  const line = (n: number, changes: object = {}) => ({
    ...account({ debtor: { ref: `D-${ref}-${n}`, name: "样本乙" } }),
    accountRef: `${ref}-${n}`,
    ...changes,
  });

  test("go in but for those that are refused, with line, path and code", async () => {
    const sent = await send([
      line(1),
      "",
      line(2, { asOf: "2026-13-01" }),
      "{broken",
      line(3, { jointDebtors: [`D-${ref}-4`] }),
      line(4),
      "x".repeat(70_000),
    ]);
    expect(sent.body).toEqual({
      inserted: 3,
      updated: 0,
      unchanged: 0,
      refused: 3,
      errors: [
        { line: 3, accountRef: null, path: "asOf", code: "not-a-date" },
        { line: 4, accountRef: null, path: "", code: "malformed-json" },
        { line: 7, accountRef: null, path: "", code: "line-too-long" },
      ],
    });
    const again = await send([line(1), line(4)]);
    expect(again.body).toMatchObject({ inserted: 0, unchanged: 2 });
  });

  test("under one key are the same lines, or refused", async () => {
    const headers = { "idempotency-key": `batch-${ref}` };
    const first = await send([line(1)], headers);
    const again = await send([line(1)], headers);
    expect([again.status, again.text]).toEqual([200, first.text]);
    const other = await send([line(2)], headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
  });
});
