import { beforeEach, describe, expect, test } from "vitest";
import { recordEvent } from "#app/services/feedback/record-event.server.ts";
import { type Api, apiClient, someKey } from "../support/api.ts";
import { type Books, openBooks } from "../support/books.ts";
import { withTestDatabase } from "../support/database.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let books: Books;
let code: string;
let api: Api;

beforeEach(async () => {
  runtime = testRuntime(db);
  books = await openBooks(db);
  code = `p-${books.portfolioId.slice(0, 8)}`;
  api = apiClient(runtime, await someKey(runtime, [code]));
});

function record(times = 1, accountId = books.accountId): Promise<void> {
  return db.transaction(async (tx) => {
    for (let i = 0; i < times; i += 1) {
      const data = { linkId: "l", debtorRef: "D-1" };
      await recordEvent(runtime, tx, { accountId, type: "link.opened", data });
    }
  });
}

describe("the feed", () => {
  test("gives every fact once, in order, to whoever remembers where they were", async () => {
    await record(5);
    const seen: unknown[] = [];
    let after: unknown = 0;
    for (;;) {
      const page = await api("GET", `/events?after=${after}&limit=2`);
      expect(page.status).toBe(200);
      if (page.body.events.map(String).length === 0) break;
      seen.push(...page.body.events.map((event) => event.accountSeq));
      after = page.body.next;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    const last = await api("GET", `/events?after=${after}`);
    expect(last.body).toEqual({ events: [], next: after });
  });

  test("has the form of the contract", async () => {
    await record();
    const page = await api("GET", "/events?after=0&limit=1");
    expect(page.body.events[0]).toEqual({
      seq: expect.any(Number),
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: "link.opened",
      version: 1,
      portfolio: code,
      accountRef: "6225-0001",
      accountSeq: 1,
      occurredAt: "2026-11-19T08:00:00.000Z",
      data: { linkId: "l", debtorRef: "D-1" },
    });
  });

  test("shows nothing of other portfolios", async () => {
    await record(2);
    const other = await openBooks(db);
    const otherKey = await someKey(runtime, [`p-${other.portfolioId.slice(0, 8)}`]);
    const page = await apiClient(runtime, otherKey)("GET", "/events");
    expect(page.body.events).toEqual([]);
  });

  test.each([
    "after=-1",
    "after=x",
    "limit=0",
    "limit=1.5",
    "after=99999999999999999999",
    "from=1",
    "after=1&after=2",
  ])("refuses %s", async (query) => {
    const answer = await api("GET", `/events?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });
});

describe("what the collector says of events", () => {
  test("acknowledging makes them accepted, and never goes back", async () => {
    await record(3);
    const page = await api("GET", "/events");
    const upTo = Number(page.body.events[1]?.seq);
    expect((await api("POST", "/events/ack", { body: { upTo } })).body).toEqual({
      ackedUpTo: upTo,
    });
    expect((await api("POST", "/events/ack", { body: { upTo: upTo - 1 } })).body).toEqual({
      ackedUpTo: upTo,
    });
    const rows = await db.query<{ accepted: boolean; sent: boolean }>(
      `select accepted_at is not null as accepted, sent_at is not null as sent from event
       where account_id = $1 order by account_seq`,
      [books.accountId],
    );
    expect(rows.map((row) => row.accepted)).toEqual([true, true, false]);
    expect(rows.every((row) => row.sent)).toBe(true);
  });

  test("numbers that no event has are refused", async () => {
    await record();
    const ack = await api("POST", "/events/ack", { body: { upTo: 1e15 } });
    expect([ack.status, ack.body.code]).toEqual([422, "number-ahead"]);
    const applied = await api("POST", "/events/applied", {
      body: { accountRef: "6225-0001", accountSeq: 2 },
    });
    expect([applied.status, applied.body.path]).toEqual([422, "accountSeq"]);
  });

  test("applied is noted on the account and its events, not in the snapshot", async () => {
    await record(3);
    const body = { accountRef: "6225-0001", accountSeq: 2 };
    const answer = await api("POST", "/events/applied", { body });
    expect(answer.body).toEqual({ accountRef: "6225-0001", appliedThrough: 2 });
    const [row] = await db.query<{ seen: bigint; through: bigint; applied: bigint }>(
      `select applied_seen as seen, applied_through as through, (select count(*) from event
         where account_id = account.id and applied_at is not null) as applied
       from account where id = $1`,
      [books.accountId],
    );
    expect(row).toEqual({ seen: 2n, through: 0n, applied: 2n });
  });

  test("a reference that two portfolios have is ambiguous until one is named", async () => {
    await record();
    const other = await openBooks(db);
    const otherCode = `p-${other.portfolioId.slice(0, 8)}`;
    const both = apiClient(runtime, await someKey(runtime, [code, otherCode]));
    const body = { accountRef: "6225-0001", accountSeq: 1 };
    expect((await both("POST", "/events/applied", { body })).body.code).toBe("reference-ambiguous");
    const named = { ...body, portfolio: code };
    expect((await both("POST", "/events/applied", { body: named })).status).toBe(200);
    const foreign = await api("POST", "/events/applied", {
      body: { ...body, portfolio: otherCode },
    });
    expect(foreign.status).toBe(404);
  });
});

describe("webhook endpoints", () => {
  const url = "https://collector.example.com/hooks";

  test("are added, listed without their secret, switched and removed", async () => {
    const added = await api("POST", "/webhook-endpoints", { body: { url } });
    expect(added.status).toBe(201);
    expect(added.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret, ...shown } = added.body;
    expect((await api("GET", "/webhook-endpoints")).body).toEqual({ endpoints: [shown] });
    const { id } = added.body;
    const off = await api("PATCH", `/webhook-endpoints/${id}`, { body: { state: "disabled" } });
    expect(off.body.state).toBe("disabled");
    await record(2);
    await api("GET", "/events");
    const on = await api("PATCH", `/webhook-endpoints/${id}`, { body: { state: "enabled" } });
    expect([on.status, on.body.state]).toEqual([200, "enabled"]);
    const rotated = await api("POST", `/webhook-endpoints/${id}/secrets`);
    expect(rotated.body.secret).not.toBe(secret);
    const replayed = await api("POST", `/webhook-endpoints/${id}/replays`, { body: { from: 0 } });
    expect(replayed.body).toEqual({ queued: 2 });
    expect((await api("DELETE", `/webhook-endpoints/${id}`)).status).toBe(204);
    expect((await api("GET", "/webhook-endpoints")).body).toEqual({ endpoints: [] });
    expect((await api("DELETE", `/webhook-endpoints/${id}`)).status).toBe(404);
  });

  test("of another portfolio are not there", async () => {
    const { id } = (await api("POST", "/webhook-endpoints", { body: { url } })).body;
    const other = await openBooks(db);
    const foreign = apiClient(
      runtime,
      await someKey(runtime, [`p-${other.portfolioId.slice(0, 8)}`]),
    );
    for (const [method, path, body] of [
      ["DELETE", `/webhook-endpoints/${id}`, undefined],
      ["PATCH", `/webhook-endpoints/${id}`, { state: "disabled" }],
      ["POST", `/webhook-endpoints/${id}/secrets`, undefined],
      ["POST", `/webhook-endpoints/${id}/replays`, { from: 1 }],
    ] as const) {
      expect((await foreign(method, path, { body })).status).toBe(404);
    }
  });

  test.each(["ftp://a.example.com", "javascript:alert(1)", "nothing", ""])(
    "refuse the address %j",
    async (bad) => {
      const answer = await api("POST", "/webhook-endpoints", { body: { url: bad } });
      expect([answer.status, answer.body.path]).toEqual([422, "url"]);
    },
  );
});
