import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findContact } from "#app/db/stores/contacts.server.ts";
import { releaseStuckJobs } from "#app/db/stores/jobs.server.ts";
import { startWorker, type Worker } from "#app/jobs/worker.server.ts";
import { queueMessage } from "#app/services/messages/queue-message.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { someDebtor } from "../support/debtor.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
const workers: Worker[] = [];
let runtime: TestRuntime;
let portfolio: Portfolio;
let people: Awaited<ReturnType<typeof someDebtor>>;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  people = await someDebtor(runtime, portfolio, 1);
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

async function queueCode(): Promise<string> {
  const queued = await db.transaction((tx) =>
    queueMessage(runtime, tx, {
      portfolio,
      debtor: people.debtor,
      accountId: people.account.id,
      kind: "code",
      channel: "sms",
      params: { code: "271828", minutes: "10" },
    }),
  );
  if (!queued.ok) throw new Error(queued.error);
  return queued.value.contactId;
}

async function waitFor(state: string, contactId: string): Promise<void> {
  await expect
    .poll(async () => (await findContact(db, contactId))?.state, { timeout: 20_000 })
    .toBe(state);
}

describe("the worker", () => {
  it("sends what was queued before and after, each once, beside another worker", async () => {
    const early = await Promise.all([queueCode(), queueCode(), queueCode()]);
    workers.push(await startWorker(runtime), await startWorker(runtime));
    const late = await Promise.all([queueCode(), queueCode(), queueCode()]);
    for (const contactId of [...early, ...late]) await waitFor("sent", contactId);
    expect(runtime.sent.map(({ id }) => id).sort()).toEqual([...early, ...late].sort());
    const left = await db.query(
      "select 1 from graphile_worker.jobs where task_identifier = 'send-message'",
    );
    expect(left).toEqual([]);
  });

  it("keeps a message that got no answer, for another try under the same id", async () => {
    runtime.answers.push({ outcome: "unknown", detail: "timeout" });
    const contactId = await queueCode();
    workers.push(await startWorker(runtime));
    await expect.poll(() => runtime.sent.length, { timeout: 20_000 }).toBe(1);
    const [job] = await db.query<{ attempts: number }>(
      "select attempts from graphile_worker.jobs where key = $1",
      [`send-message:${contactId}`],
    );
    expect(job?.attempts).toBe(1);
    await db.query("update graphile_worker._private_jobs set run_at = now() where key = $1", [
      `send-message:${contactId}`,
    ]);
    await waitFor("sent", contactId);
    expect(runtime.sent.map(({ id }) => id)).toEqual([contactId, contactId]);
  });

  it("keeps the place of a link that the night stops, once", async () => {
    const params = { url: "https://example.cn/l/x", expires: "2026年12月19日" };
    const link = { kind: "link", channel: "email", params } as const;
    const about = { portfolio, debtor: people.debtor, accountId: people.account.id };
    const queued = await db.transaction((tx) => queueMessage(runtime, tx, { ...about, ...link }));
    if (!queued.ok) throw new Error(queued.error);
    runtime.clock.set("2026-11-19T17:30:00Z");
    workers.push(await startWorker(runtime));
    const jobs = () =>
      db.query<{ attempts: number; waits: boolean }>(
        `select attempts, run_at > now() + interval '6 hours' as waits from graphile_worker.jobs
         where key = $1`,
        [`send-message:${queued.value.contactId}`],
      );
    await expect.poll(jobs, { timeout: 20_000 }).toEqual([{ attempts: 0, waits: true }]);
    expect(await findContact(db, queued.value.contactId)).toMatchObject({ state: "queued" });
    expect(runtime.sent).toEqual([]);
  });

  it("gives back the jobs of one that died, and of none that lives", async () => {
    const contactId = await queueCode();
    const key = `send-message:${contactId}`;
    const lock = (ago: string) =>
      db.query(
        `update graphile_worker._private_jobs set locked_by = 'dead', attempts = 1,
           locked_at = now() - $2::interval where key = $1`,
        [key, ago],
      );
    const lockedBy = async () =>
      (
        await db.query<{ locked_by: string | null }>(
          "select locked_by from graphile_worker.jobs where key = $1",
          [key],
        )
      )[0]?.locked_by;
    await lock("1 minute");
    await releaseStuckJobs(db, 120_000);
    expect(await lockedBy()).toBe("dead");
    await lock("3 minutes");
    await releaseStuckJobs(db, 120_000);
    expect(await lockedBy()).toBeNull();
  });
});
