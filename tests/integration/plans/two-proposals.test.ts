import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { findDecidedProposal } from "#app/db/stores/proposals.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { lastProposal, proposalPage } from "#app/services/reading/propose.server.ts";
import { staffProposal } from "#app/services/reading/staff-proposals.server.ts";
import { staffTimeline } from "#app/services/reading/staff-timeline.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";
import { fallenProposal, withdrawnPage } from "#app/services/reading/withdrawn-proposal.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, pickNamed, sign } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
/** Both owe it. */
let first: Visit;
let joint: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const portfolio = await somePortfolio(runtime);
  const other = await someAccount(runtime, portfolio);
  const [debtor] = await listLiableDebtors(db, other.accountId);
  if (debtor === undefined) throw new Error("nobody owes it");
  ({ accountId } = await someAccount(runtime, portfolio, { jointDebtorRefs: [debtor.ref] }));
  first = await verified(runtime, accountId);
  joint = { ...first, actor: { ...first.actor, debtorId: debtor.id }, debtor };
  await stopOffers();
});

/** Every offer is stopped, so that only a person can answer. */
async function stopOffers(): Promise<void> {
  await db.query(
    `insert into hold (id, account_id, portfolio_id, kind, effects, from_on, reason, set_by)
     select $2, id, portfolio_id, 'legal', '{offers}', '2026-11-01', 'test', 'system'
     from account where id = $1`,
    [accountId, runtime.ids.next()],
  );
}

async function propose(who: Visit, amountMinor: bigint): Promise<string> {
  const firstDueOn = calendarDate("2026-12-15");
  const ask = { amountMinor, frequency: "monthly", firstDueOn } as const;
  const proposed = await proposePlan(runtime, who, accountId, ask);
  if (!proposed.ok) throw new Error(proposed.error);
  return proposed.value.proposalId;
}

/** The first debtor signs, or whoever `who` is: they all have the same made-up name. */
async function signs(who: Visit): Promise<void> {
  await db.query("delete from hold where account_id = $1", [accountId]);
  const level = await atLevelTwo(runtime, accountId);
  const signer = { ...level, debtor: who.debtor, actor: { ...who.actor, level: 2 as const } };
  const pick = await pickNamed(runtime, accountId, "instalments", 12);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
}

const openTasks = async () =>
  (
    await db.query<{ reference: string }>(
      `select reference from task
       where account_id = $1 and kind = 'proposal' and done_at is null order by reference`,
      [accountId],
    )
  ).map(({ reference }) => reference);
const written = async (who: Visit) =>
  (
    await db.query<{ kind: string }>(
      "select kind from contact_record where debtor_id = $1 and kind <> 'code' order by id",
      [who.debtor.id],
    )
  ).map(({ kind }) => kind);
const proposalsTold = async () =>
  (
    await db.query<{ data: { proposalId: string; answer: string; reasons: string[] } }>(
      `select data from event where account_id = $1 and type = 'plan.proposed'
       order by account_seq`,
      [accountId],
    )
  ).map(({ data }) => [data.proposalId, data.answer, data.reasons]);
const over = async (who: Visit, id: string) =>
  withdrawnPage(runtime, who, await loaded(runtime, accountId), id);
const happened = async (who: Visit) => {
  const actor = { ...who.actor, debtorRef: who.debtor.ref };
  const all = await timeline(runtime, actor, { limit: 50, messages: false });
  return all.map(({ what }) => what);
};

describe("two joint debtors who propose", () => {
  test("wait each for their own answer, and both get it", async () => {
    const ours = await propose(first, 600_00n);
    const theirs = await propose(joint, 700_00n);
    expect(await openTasks()).toEqual([ours, theirs].sort());
    const account = await loaded(runtime, accountId);
    expect(await lastProposal(runtime, first.actor, account)).toMatchObject({
      id: ours,
      state: "waiting",
    });
    const staff = {
      kind: "staff",
      staffId: runtime.ids.next(),
      role: "supervisor",
      portfolioIds: [first.portfolio.id],
    } as const;
    for (const id of [ours, theirs]) {
      const no = { outcome: "declined", reason: "法院程序还没有结束。" } as const;
      expect(await decideProposal(runtime, staff, id, no)).toMatchObject({ ok: true });
    }
    expect(await written(first)).toEqual(["proposal-declined"]);
    expect(await written(joint)).toEqual(["proposal-declined"]);
    expect(await happened(first)).toContain("proposal.answered");
    expect(await openTasks()).toEqual([]);
  });
});

describe("a newer proposal of one's own", () => {
  test("takes the place of the one that waits, whose page says so and leads to it", async () => {
    const old = await propose(first, 600_00n);
    const theirs = await propose(joint, 650_00n);
    const newer = await propose(first, 700_00n);
    expect(await openTasks()).toEqual([newer, theirs].sort());
    expect(await over(first, old)).toMatchObject({
      reason: "newer-proposal",
      newer,
      ask: { amountMinor: 600_00n },
    });
    expect(await over(first, newer)).toBeNull();
    expect(await over(joint, old)).toBeNull();
    expect(await proposalsTold()).toContainEqual([old, "withdrawn", ["newer-proposal"]]);
    expect(await written(first)).toEqual([]);
    expect(await happened(first)).toContain("proposal.renewed");
    expect(await happened(joint)).not.toContain("proposal.renewed");
    const row = await findDecidedProposal(db, old);
    expect(row).toMatchObject({ state: "withdrawn", decidedBy: "system" });
  });
});

describe("a plan that is signed", () => {
  test("ends the other debtor's proposal, tells them so once, and their page says it", async () => {
    const ours = await propose(first, 600_00n);
    await signs(joint);
    expect(await openTasks()).toEqual([]);
    expect(await written(first)).toEqual(["proposal-withdrawn"]);
    expect(await written(joint)).not.toContain("proposal-withdrawn");
    expect(await over(first, ours)).toMatchObject({ reason: "joint-plan-signed", newer: null });
    const account = await loaded(runtime, accountId);
    expect(await fallenProposal(runtime, first.actor, account)).toEqual({ id: ours });
    expect(await fallenProposal(runtime, joint.actor, account)).toBeNull();
    expect(await proposalPage(runtime, joint, account, ours)).toBeNull();
    expect(await happened(first)).toContain("proposal.fallen");
    expect(await happened(joint)).not.toContain("proposal.fallen");
  });

  test("is not what is said of an own plan, nor the answer to the same asked again", async () => {
    const ours = await propose(first, 600_00n);
    await signs(joint);
    const plan = await findOpenPlan(db, accountId);
    expect(await cancelPlan(runtime, joint, accountId, plan?.id ?? "")).toMatchObject({ ok: true });
    await signs(first);
    expect(await fallenProposal(runtime, first.actor, await loaded(runtime, accountId))).toBeNull();
    const own = await findOpenPlan(db, accountId);
    expect(await cancelPlan(runtime, first, accountId, own?.id ?? "")).toMatchObject({ ok: true });
    await stopOffers();
    expect(await propose(first, 600_00n)).not.toBe(ours);
  });

  test("ends the signer's own, who is not written to about it", async () => {
    const ours = await propose(first, 600_00n);
    await signs(first);
    expect(await over(first, ours)).toMatchObject({ reason: "plan-signed" });
    expect(await written(first)).not.toContain("proposal-withdrawn");
    expect(await written(joint)).toEqual(["plan-agreed"]);
  });

  test("is what staff read of such a proposal, and see in the account's history", async () => {
    const ours = await propose(first, 600_00n);
    const newer = await propose(first, 700_00n);
    await signs(joint);
    const staff = {
      kind: "staff",
      staffId: runtime.ids.next(),
      role: "supervisor",
      portfolioIds: [first.portfolio.id],
    } as const;
    expect((await staffProposal(runtime, staff, ours))?.withdrawn).toMatchObject({
      reason: "newer-proposal",
      newer,
    });
    expect((await staffProposal(runtime, staff, newer))?.withdrawn).toMatchObject({
      reason: "joint-plan-signed",
      at: runtime.clock.now(),
    });
    const seen = (await staffTimeline(runtime, accountId)).map(({ what }) => what);
    expect(seen).toEqual(expect.arrayContaining(["proposal.fallen", "proposal.renewed"]));
    const again = { outcome: "declined", reason: "太晚了" } as const;
    expect(await decideProposal(runtime, staff, newer, again)).toMatchObject({
      error: "not-waiting",
    });
  });
});
