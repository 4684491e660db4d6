import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listEndpoints } from "#app/db/stores/endpoints.server.ts";
import { markApplied } from "#app/db/stores/events.server.ts";
import { startFeedback } from "#app/jobs/feedback.server.ts";
import { system } from "#app/services/act.server.ts";
import { addEndpoint } from "#app/services/feedback/add-endpoint.server.ts";
import { deliverDue } from "#app/services/feedback/deliver-due.server.ts";
import { recordEvent } from "#app/services/feedback/record-event.server.ts";
import { sequenceFacts } from "#app/services/feedback/sequence-events.server.ts";
import type { DeliveryOutcome, Runtime, WebhookAttempt } from "#app/services/ports.ts";
import { type Books, openBooks } from "../support/books.ts";
import { withTestDatabase } from "../support/database.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
const never = new AbortController().signal;
const accepted: DeliveryOutcome = { outcome: "accepted", status: 204 };
const failed: DeliveryOutcome = { outcome: "failed", reason: "connection-failed" };

interface Told {
  readonly accountRef: string;
  readonly accountSeq: number;
  readonly seq: number;
}

let runtime: TestRuntime;
let heard: Told[];
/** What the endpoint answers to an attempt. */
let answer: (told: Told, attempt: WebhookAttempt) => DeliveryOutcome | Promise<DeliveryOutcome>;
let books: Books;
let endpointId: string;

beforeEach(async () => {
  heard = [];
  answer = () => accepted;
  runtime = testRuntime(db, {
    collector: {
      async deliver(attempt) {
        const told = JSON.parse(attempt.body) as Told;
        const outcome = await answer(told, attempt);
        if (outcome.outcome === "accepted") heard.push(told);
        return outcome;
      },
    },
  });
  books = await openBooks(db);
  const added = await addEndpoint(runtime, system, {
    portfolioId: books.portfolioId,
    url: "https://collector.example.com/hooks",
  });
  if (!added.ok) throw new Error(added.error);
  endpointId = added.value.id;
});

afterEach(async () => {
  await db.query("update webhook_endpoint set state = 'disabled'");
});

async function record(accountId = books.accountId, with_: Runtime = runtime): Promise<bigint> {
  return db.transaction((tx) =>
    recordEvent(with_, tx, {
      accountId,
      type: "hold.ended",
      data: { holdId: "h", kind: "manual", endedOn: "2026-11-19" as never, endedBy: "system" },
    }),
  );
}

async function anotherAccount(ref: string): Promise<string> {
  const id = runtime.ids.next();
  await db.query(
    `insert into account (id, portfolio_id, ref, debtor_id, currency, as_of, principal, interest,
       penalty, fees, costs, total, terms, row_mac)
     select $1, portfolio_id, $2, debtor_id, currency, as_of, principal, interest, penalty, fees,
       costs, total, terms, row_mac from account where id = $3`,
    [id, ref, books.accountId],
  );
  return id;
}

async function handOn(): Promise<void> {
  await sequenceFacts(runtime);
  await deliverDue(runtime, endpointId, never);
}

const numbers = (ref: string) =>
  heard.filter((told) => told.accountRef === ref).map((told) => told.accountSeq);

describe("events on their way", () => {
  test("arrive in order on each account, numbered without a gap in the feed", async () => {
    const other = await anotherAccount("B-2");
    for (let i = 0; i < 6; i += 1) await record(i % 3 === 0 ? other : books.accountId);
    await handOn();
    expect(numbers("6225-0001")).toEqual([1, 2, 3, 4]);
    expect(numbers("B-2")).toEqual([1, 2]);
    const places = heard.map((told) => told.seq).sort((a, b) => a - b);
    expect(places.map((place) => place - (places[0] as number))).toEqual([0, 1, 2, 3, 4, 5]);
    const rows = await db.query<{ sent_at: Date; accepted_at: Date }>(
      "select sent_at, accepted_at from event where portfolio_id = $1",
      [books.portfolioId],
    );
    for (const row of rows) {
      expect(row.sent_at.getTime()).toBe(runtime.clock.now());
      expect(row.accepted_at.getTime()).toBe(runtime.clock.now());
    }
  });

  test("wait behind one that is refused, on its account alone", async () => {
    const other = await anotherAccount("B-2");
    for (let i = 0; i < 3; i += 1) await record();
    await record(other);
    let refusals = 0;
    answer = (told) => {
      const refused = told.accountRef === "6225-0001" && told.accountSeq === 1 && refusals < 2;
      if (refused) refusals += 1;
      return refused ? failed : accepted;
    };
    await handOn();
    expect([numbers("6225-0001"), numbers("B-2")]).toEqual([[], [1]]);
    await handOn();
    expect(refusals).toBe(1);
    runtime.clock.advance(6_000);
    await handOn();
    expect([refusals, numbers("6225-0001")]).toEqual([2, []]);
    runtime.clock.advance(40_000);
    await handOn();
    expect(numbers("6225-0001")).toEqual([1, 2, 3]);
  });

  test("outlive three days without an answer, and then come in order", async () => {
    for (let i = 0; i < 4; i += 1) await record();
    answer = () => failed;
    const until = runtime.clock.now() + 75 * 3_600_000;
    while (runtime.clock.now() < until) {
      await handOn();
      runtime.clock.advance(30 * 60_000);
    }
    answer = () => accepted;
    await record();
    runtime.clock.advance(4.5 * 3_600_000);
    await handOn();
    expect(numbers("6225-0001")).toEqual([1, 2, 3, 4, 5]);
  });

  test("disable an endpoint that refuses for longer, tell staff, and stay queued", async () => {
    await record();
    await record();
    answer = () => failed;
    for (let i = 0; i < 300; i += 1) {
      await handOn();
      runtime.clock.advance(30 * 60_000);
    }
    const [endpoint] = await listEndpoints(db, [books.portfolioId]);
    expect(endpoint?.state).toBe("disabled");
    const tasks = await db.query<{ kind: string }>("select kind from task where reference = $1", [
      endpointId,
    ]);
    expect(tasks).toEqual([{ kind: "webhook-endpoint" }]);
    const waiting = await db.query("select from delivery where state = 'pending'");
    expect(waiting.length).toBeGreaterThanOrEqual(2);
  });

  test("come once and in order when several workers take them", async () => {
    const refs = ["6225-0001", "C-2", "C-3", "C-4"];
    const ids = [books.accountId];
    for (const ref of refs.slice(1)) ids.push(await anotherAccount(ref));
    for (let i = 0; i < 40; i += 1) await record(ids[i % 4]);
    answer = async () => {
      await new Promise((go) => setTimeout(go, Math.random() * 8));
      return accepted;
    };
    await sequenceFacts(runtime);
    await Promise.all([1, 2, 3].map(() => deliverDue(runtime, endpointId, never)));
    for (const ref of refs) expect(numbers(ref)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("of one account that hangs hold up no other account", async () => {
    const other = await anotherAccount("B-2");
    for (let i = 0; i < 3; i += 1) await record(other);
    await record();
    let release: (outcome: DeliveryOutcome) => void = () => {};
    const hanging = new Promise<DeliveryOutcome>((resolve) => {
      release = resolve;
    });
    answer = (told) => (told.accountRef === "6225-0001" ? hanging : accepted);
    const work = handOn();
    await expect.poll(() => numbers("B-2"), { timeout: 5_000 }).toEqual([1, 2, 3]);
    expect(numbers("6225-0001")).toEqual([]);
    release(accepted);
    await work;
    expect(numbers("6225-0001")).toEqual([1]);
  });

  test("are taken over from a worker that died with them in hand", async () => {
    await record();
    answer = () => Promise.reject(new Error("the worker dies"));
    await expect(handOn()).rejects.toThrow("the worker dies");
    answer = () => accepted;
    await handOn();
    expect(heard).toEqual([]);
    runtime.clock.advance(60_000);
    await handOn();
    expect(numbers("6225-0001")).toEqual([1]);
  });

  test("reach only who wants their type", async () => {
    await db.query("update webhook_endpoint set types = '{plan.agreed}' where id = $1", [
      endpointId,
    ]);
    await record();
    await handOn();
    expect(heard).toEqual([]);
  });
});

test("the worker hands a fact on by itself, though another one hangs", async () => {
  const other = await anotherAccount("B-2");
  let release: (outcome: DeliveryOutcome) => void = () => {};
  const hanging = new Promise<DeliveryOutcome>((resolve) => {
    release = resolve;
  });
  answer = (told) => (told.accountRef === "B-2" ? hanging : accepted);
  const feedback = await startFeedback(runtime);
  await record(other);
  await record();
  await expect.poll(() => numbers("6225-0001"), { timeout: 5_000 }).toEqual([1]);
  release(accepted);
  await feedback.stop();
  await record();
  expect(numbers("6225-0001")).toEqual([1]);
});

test("what is applied never becomes less", async () => {
  await record();
  await record();
  const at = new Date(runtime.clock.now());
  expect(await db.transaction((tx) => markApplied(tx, books.accountId, 2n, at))).toBe(true);
  expect(await db.transaction((tx) => markApplied(tx, books.accountId, 1n, at))).toBe(false);
  const [row] = await db.query<{ seen: bigint; open: bigint }>(
    `select applied_seen as seen, (select count(*) from event
       where account_id = account.id and applied_at is null) as open
     from account where id = $1`,
    [books.accountId],
  );
  expect(row).toEqual({ seen: 2n, open: 0n });
});
