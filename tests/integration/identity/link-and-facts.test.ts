import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readFeed } from "#app/db/stores/events.server.ts";
import { answerFact } from "#app/services/identity/answer-fact.server.ts";
import { endVisit } from "#app/services/identity/end-visit.server.ts";
import { openLink } from "#app/services/identity/open-link.server.ts";
import { readVisit } from "#app/services/identity/read-visit.server.ts";
import { reportWrongPerson } from "#app/services/identity/report-wrong-person.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import {
  address,
  enter,
  facts,
  someAccount,
  tokenOf,
  verified,
  visit,
} from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let token: string;

beforeAll(async () => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  token = await tokenOf(runtime, accountId);
});

const minute = 60_000;
const wrong = { kind: "idLast4", text: "0000", address } as const;
const right = { kind: "idLast4", text: "３３１x", address } as const;

async function eventTypes(): Promise<string[]> {
  const rows = await db.query<{ type: string }>(
    "select type from event where account_id = $1 order by account_seq",
    [accountId],
  );
  return rows.map((row) => row.type);
}

describe("a link", () => {
  test("opened by a mail scanner, any number of times, tells nobody anything", async () => {
    for (let time = 0; time < 3; time += 1) expect((await openLink(runtime, token)).ok).toBe(true);
    expect(await eventTypes()).not.toContain("link.opened");
  });

  test("is opened by the first POST from the landing", async () => {
    await enter(runtime, token);
    await enter(runtime, token);
    expect((await eventTypes()).filter((type) => type === "link.opened")).toHaveLength(1);
  });

  test("that nobody made, that was revoked and that expired open nothing", async () => {
    expect(await openLink(runtime, "x".repeat(43))).toMatchObject({ error: "link-unknown" });
    const first = await visit(runtime, await enter(runtime, token));
    await reportWrongPerson(runtime, first);
    expect(await openLink(runtime, token)).toMatchObject({ error: "link-unknown" });
    const other = await tokenOf(runtime, (await someAccount(runtime, portfolio)).accountId);
    runtime.clock.advance(31 * 24 * 60 * minute);
    expect(await openLink(runtime, other)).toMatchObject({ error: "link-expired" });
  });
});

describe("this isn't me", () => {
  test("revokes the link, ends its visits, tells the collector, raises a task", async () => {
    const one = await enter(runtime, token);
    const two = await enter(runtime, token);
    await reportWrongPerson(runtime, await visit(runtime, one));
    expect(await readVisit(runtime, one)).toBe("none");
    expect(await readVisit(runtime, two)).toBe("none");
    expect(await eventTypes()).toContain("contact.wrong_person");
    const tasks = await db.query("select 1 from task where account_id = $1", [accountId]);
    expect(tasks).toHaveLength(1);
  });
});

describe("a fact", () => {
  test("that is right lifts to level 1, changes the token and is told once", async () => {
    const before = await enter(runtime, token);
    const answered = await answerFact(runtime, await visit(runtime, before), right);
    if (!answered.ok) throw new Error(JSON.stringify(answered.error));
    expect(answered.value.sessionToken).not.toBe(before);
    expect(await readVisit(runtime, before)).toBe("none");
    expect((await visit(runtime, answered.value.sessionToken)).actor.level).toBe(1);
    expect((await eventTypes()).filter((type) => type === "identity.verified")).toHaveLength(1);
  });

  test("that is unreadable counts towards no lock", async () => {
    const session = await enter(runtime, token);
    for (let time = 0; time < 7; time += 1) {
      const answer = { kind: "idLast4", text: "33", address } as const;
      const judged = await answerFact(runtime, await visit(runtime, session), answer);
      expect(judged).toMatchObject({ error: { reason: "unreadable" } });
    }
    expect((await visit(runtime, session)).triesLeft).toBe(5);
  });

  test("that the debtor's letter wears is not asked for", async () => {
    const session = await enter(runtime, token);
    await db.query("update session set channel = 'letter'");
    const asked = (await visit(runtime, session)).proof;
    expect(asked?.offered).not.toContain("postcode");
    expect(asked?.facts).toBe(2);
  });

  test("wrong five times locks debtor and link for 30 minutes, a right one included", async () => {
    const session = await enter(runtime, token);
    for (const left of [4, 3, 2, 1]) {
      const judged = await answerFact(runtime, await visit(runtime, session), wrong);
      expect(judged).toMatchObject({ error: { kind: "wrong", triesLeft: left } });
    }
    const fifth = await answerFact(runtime, await visit(runtime, session), wrong);
    const until = runtime.clock.now() + 30 * minute;
    expect(fifth).toMatchObject({ error: { kind: "locked", until } });
    const other = await enter(runtime, await tokenOf(runtime, accountId));
    const judged = await answerFact(runtime, await visit(runtime, other), right);
    expect(judged).toMatchObject({ error: { kind: "locked", until } });
    expect(await eventTypes()).toContain("identity.locked");
    runtime.clock.advance(30 * minute);
    const again = await enter(runtime, await tokenOf(runtime, accountId));
    expect((await answerFact(runtime, await visit(runtime, again), right)).ok).toBe(true);
  });

  test("wrong ten times in a day revokes the link and gives a person the task", async () => {
    for (let time = 0; time < 10; time += 1) {
      if (time === 5) runtime.clock.advance(31 * minute);
      const session = await enter(runtime, token);
      await answerFact(runtime, await visit(runtime, session), wrong);
    }
    expect(await openLink(runtime, token)).toMatchObject({ error: "link-unknown" });
    const tasks = await db.query("select 1 from task where account_id = $1", [accountId]);
    expect(tasks).toHaveLength(1);
  });

  test("wrong ten times in a day revokes it too when right answers lie between", async () => {
    for (const tries of [4, 4, 2]) {
      const session = await enter(runtime, token);
      for (let time = 0; time < tries; time += 1) {
        await answerFact(runtime, await visit(runtime, session), wrong);
      }
      if (tries === 4) await answerFact(runtime, await visit(runtime, session), right);
    }
    expect(await openLink(runtime, token)).toMatchObject({ error: "link-unknown" });
    const tasks = await db.query("select 1 from task where account_id = $1", [accountId]);
    expect(tasks).toHaveLength(1);
  });

  test("guessed from many visits at once is judged one after the other", async () => {
    const session = await enter(runtime, token);
    const here = await visit(runtime, session);
    const guesses = Array.from({ length: 12 }, () => answerFact(runtime, here, wrong));
    const results = await Promise.all(guesses);
    const judged = results.filter(
      (one) => !one.ok && "kind" in one.error && one.error.kind === "wrong",
    );
    expect(judged).toHaveLength(4);
  });
});

describe("a visit", () => {
  test("ends after 15 idle minutes, after 8 hours, and when the debtor signs out", async () => {
    const { session } = await verified(runtime, accountId);
    expect(session.verifiedAt).not.toBeNull();
    const idle = await enter(runtime, token);
    runtime.clock.advance(15 * minute);
    expect(await readVisit(runtime, idle)).toBe("idle");
    const leaving = await enter(runtime, token);
    await endVisit(runtime, await visit(runtime, leaving));
    expect(await readVisit(runtime, leaving)).toBe("none");
    const long = await enter(runtime, token);
    for (let time = 0; time < 48; time += 1) {
      runtime.clock.advance(10 * minute);
      if (time < 47) await visit(runtime, long);
    }
    expect(await readVisit(runtime, long)).toBe("too-long");
  });

  test("leaves neither facts nor tokens in the database", async () => {
    const { session } = await verified(runtime, accountId);
    const rows = await db.query<{ dump: string }>(
      `select coalesce(json_agg(t)::text, '') as dump from
        (select * from session union all select * from session) t`,
    );
    const attempts = await db.query("select * from verification_attempt");
    const dump = JSON.stringify([rows, attempts], (_key, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    expect(session.id).toBeTruthy();
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(facts.idLast4);
    expect(await readFeed(db, [portfolio.id], 0n, 1)).toBeDefined();
  });
});
