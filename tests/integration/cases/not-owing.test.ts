import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { staffToday } from "#app/services/reading/staff-today.server.ts";
import { closeTask } from "#app/services/staff/close-task.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { actorOf, someStaff } from "../../support/staff.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
/** Two owe it; who says that it is not theirs. */
let accountId: string;
let joint: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

describe("who was found not to owe a shared account", () => {
  const words = { text: "我没有签过字" };
  const wanted = { kind: "dispute", ground: "not-mine", words } as const;
  let staff: StaffActor;
  let caseId: string;

  beforeEach(async () => {
    const portfolio = await somePortfolio(runtime);
    const other = await someAccount(runtime, portfolio);
    const [debtor] = await listLiableDebtors(db, other.accountId);
    const jointDebtorRefs = [debtor?.ref ?? ""];
    ({ accountId } = await someAccount(runtime, portfolio, { jointDebtorRefs }));
    joint = await verified(runtime, accountId, debtor?.id);
    const opened = await openCase(runtime, joint.actor, accountId, wanted);
    if (!opened.ok) throw new Error(opened.error);
    ({ caseId } = opened.value);
    staff = await actorOf(runtime, await someStaff(runtime, "supervisor"));
  });

  const answer = async (outcome: "upheld" | "not-upheld") => {
    const said = { outcome, text: "签字的事查过了", amountMinor: null };
    expect(await resolveCase(runtime, staff, caseId, said)).toMatchObject({ ok: true });
  };
  const reopen = async () => {
    const again = { action: "reopen", text: "还想请您再看一次" } as const;
    expect(await answerCase(runtime, joint.actor, caseId, again)).toMatchObject({ ok: true });
  };
  const toTakeOff = async () =>
    (await staffToday(runtime, staff)).tasks.filter(
      (task) => task.kind === "debtor-leaves" && task.accountId === accountId,
    );

  test.each([
    ["zh-CN", /不用还/, /债权人/, /余额没有因此改变/],
    ["en", /need not pay/, /creditor/, /has not changed/],
  ] as const)("reads so in the letter: %s", async (locale, free, who, bare) => {
    await db.query("update debtor set locale = $2 where id = $1", [joint.debtor.id, locale]);
    await answer("upheld");
    const make = vi.spyOn(runtime.papers, "make");
    expect(await letterCopy(runtime, joint.actor, caseId)).not.toBeNull();
    const letter = JSON.stringify(make.mock.calls[0]?.[0].blocks);
    make.mockRestore();
    expect(letter).toMatch(free);
    expect(letter).toMatch(who);
    expect(letter).not.toMatch(bare);
    const page = await casePage(runtime, joint.actor, await loaded(runtime, accountId), caseId);
    expect(page?.answer).toMatchObject({ leaves: true });
  });

  test("is work for staff until the creditor has taken them off", async () => {
    await answer("upheld");
    const [task] = await toTakeOff();
    expect(task).toMatchObject({ reference: caseId, accountId });
    expect(await closeTask(runtime, staff, task?.id ?? "")).toMatchObject({ ok: true });
    expect(await toTakeOff()).toEqual([]);
  });

  test("is so by the last answer: it stays while looked at again, and goes with it", async () => {
    await answer("upheld");
    await reopen();
    expect(await toTakeOff()).toHaveLength(1);
    await answer("not-upheld");
    expect(await toTakeOff()).toEqual([]);
    const page = await casePage(runtime, joint.actor, await loaded(runtime, accountId), caseId);
    expect(page?.answer).toMatchObject({ leaves: false });
  });

  test("is nobody where the claim was not upheld", async () => {
    await answer("not-upheld");
    expect(await toTakeOff()).toEqual([]);
  });
});
