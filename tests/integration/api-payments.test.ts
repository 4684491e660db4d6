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

const put = (changes: object = {}) =>
  api("PUT", `/accounts/${ref}`, { body: accountDocument(ref, changes) });
const get = () => api("GET", `/accounts/${ref}`);

describe("money received elsewhere", () => {
  const money = (changes: object = {}) => ({
    amount: "100.00",
    currency: "CNY",
    receivedOn: "2026-11-10",
    method: "bank-transfer",
    reference: "T-1",
    ...changes,
  });
  const pay = (changes: object = {}, headers = {}) =>
    api("POST", `/accounts/${ref}/payments`, { body: money(changes), headers });

  test("is booked on its day, told to the feed and shown in the balance", async () => {
    await put();
    const before = Number((await get()).body.balance.total);
    const paid = await pay();
    expect(paid.status).toBe(201);
    expect(paid.body).toEqual({ id: expect.any(String), accountSeq: 1 });
    expect(Number((await get()).body.balance.total)).toBeCloseTo(before - 100, 2);
    const feed = await api("GET", "/events?limit=999");
    const told = feed.body.events.map((event) => event).filter((e) => `${e.accountRef}` === ref);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      type: "payment.succeeded",
      accountSeq: 1,
      data: { paymentId: paid.body.id, source: "elsewhere", amount: "100.00" },
    });
    const list = await api("GET", `/payments?accountRef=${ref}`);
    expect(list.body.payments[0]).toMatchObject({ id: paid.body.id, state: "succeeded" });
  });

  test("is counted once, whether tonight's snapshot has it or not", async () => {
    await put();
    await pay();
    const shown = (await get()).body.balance.total;
    const without = await put({ asOf: "2026-11-01", minimumDue: "1200.01", appliedThrough: 0 });
    expect(without.body.balance.total).toBe(shown);
    const components = { principal: "9900.00", interest: "613.40", penalty: "80.00" };
    const withIt = await put({ asOf: "2026-11-19", components, appliedThrough: 1 });
    expect(withIt.body.balance.total).toBe("10593.40");
  });

  test("is booked once for fifty requests at once with one key, with one answer", async () => {
    await put();
    const headers = { "idempotency-key": `fifty-${ref}` };
    const answers = await Promise.all(Array.from({ length: 50 }, () => pay({}, headers)));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const rows = await db.query(
      "select from payment p join account a on a.id = p.account_id where a.ref = $1",
      [ref],
    );
    expect(rows).toHaveLength(1);
    const other = await pay({ amount: "100.01" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
  });

  test("is booked once though the first answer was lost on its way", async () => {
    await put();
    const headers = { "idempotency-key": `lost-${ref}` };
    const first = await pay({}, headers);
    await db.query("update idempotency_key set status = null, body = null where key = $1", [
      `lost-${ref}`,
    ]);
    runtime.clock.advance(120_000);
    const again = await pay({}, headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(
      (await api("GET", `/payments?accountRef=${ref}`)).body.payments.map((p) => p.id),
    ).toEqual([first.body.id]);
  });

  test("can be taken back, once", async () => {
    await put();
    const before = (await get()).body.balance.total;
    const { id } = (await pay({ receivedOn: "2026-11-19" })).body;
    const back = await api("POST", `/payments/${id}/reversal`);
    expect([back.status, back.body]).toEqual([201, { id, accountSeq: 2 }]);
    expect((await get()).body.balance.total).toBe(before);
    const again = await api("POST", `/payments/${id}/reversal`, { body: { reason: "again" } });
    expect([again.status, again.body.code]).toEqual([409, "already-reversed"]);
    expect((await foreign("POST", `/payments/${id}/reversal`)).status).toBe(404);
  });

  test("goes back in parts; above the limit a person decides, and no reversal then", async () => {
    await put();
    const { id } = (await pay({ amount: "900.00", receivedOn: "2026-11-19" })).body;
    const refund = (amount: string) => api("POST", `/payments/${id}/refunds`, { body: { amount } });
    expect((await refund("100.00")).body).toMatchObject({ state: "succeeded" });
    expect((await refund("600.00")).body).toMatchObject({ state: "waiting-approval" });
    const tooMuch = await refund("200.01");
    expect([tooMuch.status, tooMuch.body.code, tooMuch.body.path]).toEqual([
      422,
      "above-limit",
      "amount",
    ]);
    const back = await api("POST", `/payments/${id}/reversal`);
    expect([back.status, back.body.code]).toEqual([409, "refunded-already"]);
    const body = { body: { amount: "1.00" } };
    expect((await foreign("POST", `/payments/${id}/refunds`, body)).status).toBe(404);
  });

  test.each([
    ["amount", { amount: "0.00" }, "amount-not-positive"],
    ["amount", { amount: "0.001" }, "amount-too-fine"],
    ["amount", { amount: 5 }, "wrong-type"],
    ["currency", { currency: "EUR" }, "currency-mismatch"],
    ["receivedOn", { receivedOn: "2026-11-31" }, "not-a-date"],
    ["receivedOn", { receivedOn: "2026-12-24" }, "date-in-future"],
    ["receivedOn", { receivedOn: "2006-11-20" }, "date-too-early"],
  ])("is refused: %s %j", async (path, changes, problem) => {
    await put();
    const answer = await pay(changes);
    expect([answer.status, answer.body.path, answer.body.code]).toEqual([422, path, problem]);
  });

  test("comes back in pages", async () => {
    await put();
    for (const amount of ["1.00", "2.00", "3.00"]) await pay({ amount });
    const first = await api("GET", `/payments?accountRef=${ref}&limit=2`);
    const path = `/payments?accountRef=${ref}&limit=2&cursor=${first.body.next}`;
    const second = await api("GET", path);
    const ids = [first, second].flatMap((page) => page.body.payments.map((p) => String(p.id)));
    expect([new Set(ids).size, second.body.next]).toEqual([3, null]);
    expect((await api("GET", "/payments?cursor=bm90aGluZw")).status).toBe(422);
  });
});
