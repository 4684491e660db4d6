import type { PoolClient } from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkCode } from "#app/services/identity/check-code.server.ts";
import { findAccountByLetter } from "#app/services/identity/find-account.server.ts";
import { readVisit, type Visit } from "#app/services/identity/read-visit.server.ts";
import { reportWrongPerson } from "#app/services/identity/report-wrong-person.server.ts";
import { requestCode } from "#app/services/identity/request-code.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { address, facts, someAccount, verified, visit } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let ref: string;
let inside: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  ({ accountId, ref } = await someAccount(runtime, await somePortfolio(runtime)));
  inside = await verified(runtime, accountId);
});

const minute = 60_000;
const mail = { channel: "email", locale: "zh-CN" } as const;

/** Asks for a code and reads it as the debtor does, in the message. */
async function sentCode(purpose: "check" | "sign" = "sign", who = inside): Promise<string> {
  const asked = await requestCode(runtime, who, purpose, mail);
  if (!asked.ok) throw new Error(asked.error.reason);
  const queued = await db.query<{ id: string }>(
    "select id from contact_record where state = 'queued' and kind = 'code'",
  );
  for (const { id } of queued) await sendMessage(runtime, id, false);
  const code = /\b\d{6}\b/.exec(runtime.sent.at(-1)?.text ?? "")?.[0];
  if (!code) throw new Error("no code in the message");
  return code;
}

const give = (text: string, who = inside) => checkCode(runtime, who, "sign", { text, address });

describe("a code", () => {
  test("lifts to level 2 for 15 minutes, once, and changes the token", async () => {
    const code = await sentCode();
    const right = await give(code);
    if (!right.ok) throw new Error(JSON.stringify(right.error));
    expect((await visit(runtime, right.value.sessionToken)).actor.level).toBe(2);
    expect(await give(code)).toMatchObject({ error: { reason: "used" } });
    runtime.clock.advance(14 * minute);
    expect((await visit(runtime, right.value.sessionToken)).actor.level).toBe(2);
    runtime.clock.advance(minute);
    expect((await visit(runtime, right.value.sessionToken)).actor.level).toBe(1);
  });

  test("opens nothing for another purpose or another visit, nor after 10 minutes", async () => {
    const forCheck = await sentCode("check");
    expect(await give(forCheck)).toMatchObject({ error: { reason: "no-code" } });
    const code = await sentCode();
    const other = await verified(runtime, accountId);
    expect(await give(code, other)).toMatchObject({ error: { reason: "no-code" } });
    runtime.clock.advance(10 * minute);
    expect(await give(code)).toMatchObject({ error: { reason: "expired" } });
  });

  test("goes to one contact at most 3 times in 15 minutes and 10 times a day", async () => {
    for (let time = 0; time < 3; time += 1) await sentCode();
    const fourth = await requestCode(runtime, inside, "sign", mail);
    expect(fourth).toMatchObject({ error: { reason: "too-many" } });
    for (let time = 3; time < 10; time += 1) {
      runtime.clock.advance(15 * minute);
      await sentCode();
    }
    runtime.clock.advance(15 * minute);
    const eleventh = await requestCode(runtime, inside, "sign", mail);
    expect(eleventh).toMatchObject({ error: { reason: "too-many" } });
  });

  test("asked for at once from many tabs is still sent at most 3 times", async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => requestCode(runtime, inside, "sign", mail)),
    );
    expect(asked.filter((one) => one.ok)).toHaveLength(3);
  });

  test("is not said to be sent where the address is somebody else's", async () => {
    await db.query("update debtor set wrong_person = true where id = $1", [inside.debtor.id]);
    const again = await verified(runtime, accountId);
    const asked = await requestCode(runtime, again, "sign", mail);
    expect(asked).toMatchObject({ error: { reason: "no-address" } });
  });

  test("guessed wrongly counts towards the lock of the debtor", async () => {
    const code = await sentCode();
    const other = code === "000000" ? "000001" : "000000";
    expect(await give(other)).toMatchObject({ error: { kind: "wrong", triesLeft: 4 } });
  });
});

describe("a letter's reference", () => {
  const both = [
    { kind: "dateOfBirth", text: facts.dateOfBirth },
    { kind: "idLast4", text: facts.idLast4 },
  ] as const;
  const wrongFacts = [both[0], { kind: "idLast4", text: "0000" }] as const;

  test("with two facts lets in at level 1", async () => {
    const found = await findAccountByLetter(runtime, { reference: ref, facts: both, address });
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    expect((await visit(runtime, found.value.sessionToken)).actor.level).toBe(1);
  });

  test("with one fact never does", async () => {
    const answer = { reference: ref, facts: [both[0]], address };
    expect((await findAccountByLetter(runtime, answer)).ok).toBe(false);
  });

  test("that nobody has answers, asks the database and locks as a wrong fact does", async () => {
    const known = await measured(() =>
      findAccountByLetter(runtime, { reference: ref, facts: wrongFacts, address }),
    );
    const unknown = await measured(() =>
      findAccountByLetter(runtime, { reference: "NOBODY-1", facts: wrongFacts, address }),
    );
    expect(known.queries.length).toBeGreaterThan(8);
    expect(unknown).toEqual(known);
    for (let time = 0; time < 3; time += 1) {
      await findAccountByLetter(runtime, { reference: "NOBODY-1", facts: wrongFacts, address });
    }
    const fifth = { reference: "NOBODY-1", facts: wrongFacts, address };
    expect(await findAccountByLetter(runtime, fifth)).toMatchObject({ error: { kind: "locked" } });
  });

  test("is locked in every spelling, whether somebody has it or not", async () => {
    for (const reference of [ref, "nobody-2"]) {
      for (let time = 0; time < 5; time += 1) {
        await findAccountByLetter(runtime, { reference, facts: wrongFacts, address });
      }
      const other = { reference: reference.toUpperCase(), facts: wrongFacts, address };
      expect(await findAccountByLetter(runtime, other)).toMatchObject({
        error: { kind: "locked" },
      });
    }
  });

  test("and then “this isn't me” ends the visit, and is told once", async () => {
    const found = await findAccountByLetter(runtime, { reference: ref, facts: both, address });
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const here = await visit(runtime, found.value.sessionToken);
    await reportWrongPerson(runtime, here);
    await reportWrongPerson(runtime, here);
    expect(await readVisit(runtime, found.value.sessionToken)).toBe("none");
    const told = await db.query(
      "select 1 from event where account_id = $1 and type = 'contact.wrong_person'",
      [accountId],
    );
    expect(told).toHaveLength(1);
  });

  /** What somebody outside could tell apart: the answer, the queries and the hashes. */
  async function measured(work: () => Promise<unknown>) {
    const macs = { count: 0 };
    const counting = {
      ...runtime.sealer,
      mac: (purpose: string, ...parts: readonly string[]) => {
        macs.count += 1;
        return sealer.mac(purpose, ...parts);
      },
    };
    const { sealer } = runtime;
    Object.assign(runtime, { sealer: counting });
    const queries: string[] = [];
    const { pool } = db;
    const stops: (() => void)[] = [];
    const onAcquire = (client: PoolClient) => {
      const { query } = client;
      const heard = (...args: unknown[]) => {
        const [first] = args as [string | { text: string }];
        queries.push(typeof first === "string" ? first : first.text);
        return Reflect.apply(query, client, args);
      };
      Object.assign(client, { query: heard });
      stops.push(() => void Object.assign(client, { query }));
    };
    pool.on("acquire", onAcquire);
    const result = await work();
    pool.off("acquire", onAcquire);
    for (const stop of stops) stop();
    Object.assign(runtime, { sealer });
    return { result, queries, macs: macs.count };
  }
});
