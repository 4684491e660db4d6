import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { main } from "#app/cli/main.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { type Api, apiClient, someKey } from "../support/api.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { testVariables } from "../support/settings.ts";
import { atLevelTwo, pickNamed, sign } from "../support/signing.ts";
import { someAccount } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let ref: string;
let code: string;
let api: Api;
let foreign: Api;

beforeAll(async () => {
  runtime = testRuntime(db);
  foreign = apiClient(runtime, await someKey(runtime, [(await somePortfolio(runtime)).code]));
});

beforeEach(async () => {
  const portfolio = await somePortfolio(runtime);
  code = portfolio.code;
  ({ accountId } = await someAccount(runtime, portfolio));
  ref = (await findAccount(db, accountId))?.ref ?? "";
  api = apiClient(runtime, await someKey(runtime, [code]));
});

async function signed(): Promise<string> {
  const signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", 12);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  return done.value.planId;
}

describe("a signed plan", () => {
  test("is there with its agreement, whose hash anybody can check, and its file", async () => {
    const id = await signed();
    const plan = await api("GET", `/plans/${id}`);
    expect(plan.body).toMatchObject({ id, accountRef: ref, kind: "instalments", state: "agreed" });
    const { agreement, schedule } = JSON.parse(plan.text);
    expect(schedule).toHaveLength(12);
    const hash = createHash("sha256").update(agreement.canonical).digest("hex");
    expect(agreement.sha256).toBe(hash);
    const file = await api("GET", String(agreement.pdf).replace("/api/v1", ""));
    expect([file.status, file.headers.get("content-type"), file.text.slice(0, 5)]).toEqual([
      200,
      "application/pdf",
      "%PDF-",
    ]);
    const list = await api("GET", `/plans?state=agreed`);
    expect(list.text).toContain(id);
    const account = await api("GET", `/accounts/${ref}`);
    expect(account.body).toMatchObject({ plan: { id, paid: "0.00" } });
    for (const path of [`/plans/${id}`, `/plans/${id}/agreement.pdf`]) {
      expect((await foreign("GET", path)).status).toBe(404);
    }
    expect((await foreign("GET", "/plans")).body).toEqual({ plans: [], next: null });
  });

  test("keeps its hold", async () => {
    await signed();
    const holds = JSON.parse((await api("GET", `/accounts/${ref}/holds`)).text).holds;
    const ended = await api("DELETE", `/holds/${holds[0].id}`);
    expect([ended.status, ended.body.code]).toEqual([409, "kept-by-plan"]);
  });
});

describe("a proposal that waits for a person", () => {
  test("is listed and decided once", async () => {
    const stop = { kind: "legal", reason: "court", effects: ["offers"] };
    await api("POST", `/accounts/${ref}/holds`, { body: stop });
    const visit = await atLevelTwo(runtime, accountId);
    const proposed = await proposePlan(runtime, visit, accountId, {
      amountMinor: 100_00n,
      frequency: "monthly",
      firstDueOn: calendarDate("2026-12-01"),
    });
    if (!proposed.ok) throw new Error(proposed.error);
    const id = proposed.value.proposalId;
    const list = await api("GET", "/proposals?state=waiting");
    expect(JSON.parse(list.text).proposals).toMatchObject([{ id, accountRef: ref }]);
    const path = `/proposals/${id}`;
    const body = { decision: "declined", reason: "too little" };
    expect((await foreign("PATCH", path, { body })).status).toBe(404);
    const decided = await api("PATCH", path, { body });
    expect(decided.body).toMatchObject({ id, state: "decided", decision: { outcome: "declined" } });
    const again = await api("PATCH", path, { body });
    expect([again.status, again.body.code]).toEqual([409, "not-waiting"]);
  });
});

describe("a contact made elsewhere", () => {
  const log = (changes: object = {}) =>
    api("POST", `/accounts/${ref}/contacts`, {
      body: { channel: "call", at: "2026-11-19T07:00:00Z", outcome: "conversation", ...changes },
    });

  test("is counted by the rules until they would forbid the next", async () => {
    const rules = [];
    for (let n = 0; n < 5; n += 1) rules.push((await log()).body);
    expect(rules.map((rule) => (rule as unknown as { allowed: boolean }).allowed)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(rules.at(-1)).toMatchObject({ rule: "cn-conversations-a-day" });
  });

  test("is not made tomorrow, nor with a stranger", async () => {
    const early = await log({ at: "2026-11-20T07:00:00Z" });
    expect([early.status, early.body.path]).toEqual([422, "at"]);
    const stranger = await log({ debtorRef: "nobody" });
    expect([stranger.status, stranger.body.path]).toEqual([422, "debtorRef"]);
    expect((await log({ at: "yesterday" })).status).toBe(422);
  });
});

describe("files for collectors", () => {
  const place = (name: string) => join(tmpdir(), `evenkeel-export-${process.pid}-${name}`);

  async function portal(...args: string[]) {
    for (const [name, value] of Object.entries(testVariables)) vi.stubEnv(name, value);
    vi.stubEnv("DATABASE_URL", db.url);
    const said: string[] = [];
    const io = { out: (text: string) => void said.push(text), err: () => {}, watched: false };
    const exit = await main([...args, "--portfolio", code], io);
    return { exit, out: said.join("") };
  }

  test("have plans, payments and events, as CSV, spreadsheet and JSON", async () => {
    const planId = await signed();
    const money = { amount: "5.00", currency: "CNY", receivedOn: "2026-11-19", method: "=cash" };
    const paid = await api("POST", `/accounts/${ref}/payments`, { body: money });
    const plans = await portal("plans", "export");
    expect(plans.out.split("\r\n")[1]).toContain(`${planId},${code},${ref},instalments`);
    const payments = await portal("payments", "export", "--out", place("payments.csv"));
    expect(payments.exit).toBe(0);
    const csv = readFileSync(place("payments.csv"), "utf8");
    expect(csv).toContain(`${paid.body.id},${code},${ref}`);
    expect(csv).toContain(",'=cash,");
    const sheet = await portal("plans", "export", "--format", "xlsx", "--out", place("plans.xlsx"));
    expect(sheet.exit).toBe(0);
    expect(readFileSync(place("plans.xlsx")).subarray(0, 2).toString()).toBe("PK");
    const events = await portal("events", "export", "--after", "0", "--json");
    const types = JSON.parse(events.out).events.map((event: { type: string }) => event.type);
    expect(types).toEqual(expect.arrayContaining(["plan.agreed", "payment.succeeded"]));
    const lines = await portal("events", "export", "--after", "0");
    expect(lines.out.trimEnd().split("\n")).toHaveLength(types.length);
    const wrong = await portal("events", "export", "--after", "soon", "--json");
    expect([wrong.exit, JSON.parse(wrong.out).error.path]).toEqual([2, "after"]);
  });

  test("replaying queues every event for every endpoint again", async () => {
    await api("POST", "/webhook-endpoints", { body: { url: "https://c.example.com/h" } });
    await signed();
    await api("GET", "/events");
    const replay = await portal("events", "replay", "--from", "1", "--json");
    const [endpoint] = JSON.parse(replay.out).endpoints;
    const rows = await db.query("select from delivery where endpoint_id = $1", [endpoint.id]);
    expect(endpoint.queued).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(1);
  });
});
