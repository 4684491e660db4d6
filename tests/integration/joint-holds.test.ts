import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { setJointDebtors } from "#app/db/stores/account-writes.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import { everythingHeld } from "#app/services/held/everything-held.server.ts";
import { limitHold } from "#app/services/holds/limit-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { breathingPage } from "#app/services/reading/breathing-space.server.ts";
import { contactRecord } from "#app/services/reading/contact-record.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";
import { beginThread } from "#app/services/threads/begin-thread.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { loaded } from "../support/signing.ts";
import { proven, someAccount, verified } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
/** Both owe it; the first debtor's own, and the joint one's. */
let accountId: string;
let first: Visit;
let joint: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
});

/** An account of two debtors whose policy gives so many pauses in twelve months. */
async function shared(perYear: number): Promise<void> {
  const order = ["costs", "fees", "penalty", "interest", "principal"];
  const hardship = { breathingSpace: { perYear } };
  const policy = { id: "cn-bank-card-own", allocation: [{ order }], hardship };
  portfolio = await somePortfolio(runtime, { policy });
  const other = await someAccount(runtime, portfolio);
  const [debtor] = await listLiableDebtors(db, other.accountId);
  const jointDebtorRefs = [debtor?.ref ?? ""];
  ({ accountId } = await someAccount(runtime, portfolio, { jointDebtorRefs }));
  first = await verified(runtime, accountId);
  joint = await verified(runtime, accountId, debtor?.id);
}

async function pauseTo(whose: Visit) {
  const account = await loaded(runtime, accountId);
  const { pause } = await hardshipPage(runtime, whose.actor, account, "zh-CN");
  expect(await breathingPage(runtime, whose.actor, account)).toMatchObject(pause);
  return pause;
}

const later = { offered: true, possible: false } as const;

describe("when a pause is possible again", () => {
  test("says nothing of the end of a pause that the other took", async () => {
    await shared(2);
    expect((await takeBreathingSpace(runtime, first, accountId, null)).ok).toBe(true);
    expect(await pauseTo(first)).toEqual({ ...later, from: "2026-12-19" });
    expect(await pauseTo(joint)).toEqual({ ...later, from: null });
  });

  test("nor of the day on which it began, once it is over", async () => {
    await shared(1);
    await takeBreathingSpace(runtime, first, accountId, null);
    runtime.clock.set("2027-03-01T08:00:00Z");
    first = await verified(runtime, accountId);
    joint = await verified(runtime, accountId, joint.debtor.id);
    expect(await pauseTo(first)).toEqual({ ...later, from: "2027-11-19" });
    expect(await pauseTo(joint)).toEqual({ ...later, from: null });
  });
});

test("a hold that was given its end later is set once in the other's file", async () => {
  await shared(1);
  const wanted = { accountId, kind: "breathing-space", reason: "test" } as const;
  const set = await setHold(runtime, system, wanted);
  if (!set.ok) throw new Error(set.error);
  const { hold } = set.value;
  await db.transaction((tx) => limitHold(runtime, tx, system, hold, calendarDate("2026-12-19")));
  const { sections } = await everythingHeld(runtime, await proven(runtime, joint));
  const told = (sections.events ?? []).filter(({ type }) => type === "hold.set");
  expect(told).toMatchObject([{ data: { holdId: hold.id, kind: "manual", to: null } }]);
});

describe("a message that a hold of the other's stops", () => {
  async function told() {
    await shared(1);
    await takeBreathingSpace(runtime, first, accountId, null);
    const staffId = runtime.ids.next();
    const staff = { kind: "staff", staffId, role: "collector" } as const;
    const actor: StaffActor = { ...staff, portfolioIds: [portfolio.id] };
    for (const { debtor } of [first, joint]) {
      const said = { id: randomUUID(), debtorId: debtor.id, subject: "还款日", text: "方便吗？" };
      expect(await beginThread(runtime, actor, accountId, said)).toMatchObject({ ok: true });
    }
  }

  const lineOf = async (whose: Visit) =>
    (await contactRecord(runtime, whose.actor)).find(({ kind }) => kind === "message-begun");
  const ends = "2026-12-18T16:00:00.000Z";

  test("is told so in their record, without what the hold is and until when", async () => {
    await told();
    expect(await lineOf(first)).toMatchObject({
      rule: "hold:breathing-space",
      againAt: Date.parse(ends),
    });
    expect(await lineOf(joint)).toMatchObject({
      allowed: false,
      rule: "hold:manual",
      source: "hold",
      againAt: null,
    });
  });

  const fileOf = async (whose: Visit) => {
    const { sections } = await everythingHeld(runtime, await proven(runtime, whose));
    return JSON.stringify([sections.contactRecord, sections.waitingMessages]);
  };

  test("nor on their timeline", async () => {
    await told();
    const rulesOf = async ({ actor, debtor }: Visit) => {
      const reader = { ...actor, debtorRef: debtor.ref };
      const all = await timeline(runtime, reader, { limit: 50, messages: true });
      return all.flatMap(({ what, contact }) => (what === "message.message-begun" ? contact : []));
    };
    expect(await rulesOf(first)).toMatchObject([{ rule: "hold:breathing-space" }]);
    expect(await rulesOf(joint)).toMatchObject([{ rule: "hold:manual" }]);
  });

  test("nor once they are taken off the account", async () => {
    await told();
    await db.transaction((tx) => setJointDebtors(tx, [accountId], []));
    const unnamed = { rule: "hold:manual", againAt: null };
    expect(await lineOf(joint)).toMatchObject(unnamed);
    const held = await fileOf(joint);
    for (const word of ["hold:breathing-space", ends]) expect(held, word).not.toContain(word);
  });

  test("nor in the file of everything held", async () => {
    await told();
    for (const word of ["hold:breathing-space", ends]) {
      expect(await fileOf(first), word).toContain(word);
      expect(await fileOf(joint), word).not.toContain(word);
    }
  });
});
