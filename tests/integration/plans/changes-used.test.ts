import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { decideHardship } from "#app/services/hardship/decide-hardship.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { signPlan } from "#app/services/plans/sign-plan.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { proposalPage, proposeForm } from "#app/services/reading/propose.server.ts";
import { signPage } from "#app/services/reading/sign.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, nameOnFile, pickNamed, sign } from "../../support/signing.ts";
import { address, someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let signer: Visit;
let planId: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A frozen plan in six instalments, in a house that lets nobody change one alone. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  signer = await atLevelTwo(runtime, accountId);
  const done = await sign(
    runtime,
    signer,
    accountId,
    await pickNamed(runtime, accountId, "instalments", 6),
  );
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
  await db.query(
    `update portfolio set policy = jsonb_set(policy, '{plan,changesPerYear}', '0'),
       policy_version = policy_version + 1 where id = $1`,
    [portfolio.id],
  );
  runtime.clock.advance(60_000);
});

const staff = (): StaffActor => ({
  kind: "staff",
  staffId: runtime.ids.next(),
  role: "supervisor",
  portfolioIds: [portfolio.id],
});
const shown = async (pick: string) =>
  signPage(runtime, signer, await loaded(runtime, accountId), {
    pick,
    locale: "zh-CN",
    replaces: planId,
  });

async function signed(pick: string) {
  const page = await shown(pick);
  if (!page.ok) return page.error;
  const words = { name: nameOnFile, locale: "zh-CN", address, userAgent: "x" } as const;
  const signing = { ...words, pick, seen: page.value.sha256, replaces: planId };
  const done = await signPlan(runtime, signer, accountId, signing);
  return done.ok ? done.value.planId : done.error;
}

const ask = {
  amountMinor: 500_00n,
  frequency: "monthly",
  firstDueOn: calendarDate("2026-12-19"),
} as const;
const askPick = "2026-11-19.amount.50000.monthly.2026-12-19";

describe("a debtor whose own changes are used", () => {
  test("is answered by a person, and signs nothing by an address that was made up", async () => {
    const form = await proposeForm(runtime, signer, await loaded(runtime, accountId));
    expect(form.changesUsed).toBe(true);
    const made = await proposePlan(runtime, signer, accountId, ask);
    const id = made.ok ? made.value.proposalId : "";
    const page = await proposalPage(runtime, signer, await loaded(runtime, accountId), id);
    expect(page).toMatchObject({ answer: "referred", reasons: ["changes-used"], nearest: [] });
    expect(page?.answerBy).not.toBeNull();
    const picks = [askPick, "2026-11-19.instalments.6.monthly.any", "2026-11-19.full.1.any.any"];
    for (const pick of picks) expect(await signed(pick)).toMatch(/unknown|lapsed/);
    expect(await findOpenPlan(db, accountId)).toMatchObject({ id: planId });
  });

  test("signs what a person agreed to, and nothing else", async () => {
    const made = await proposePlan(runtime, signer, accountId, ask);
    const id = made.ok ? made.value.proposalId : "";
    const decision = { outcome: "accepted", reason: "" } as const;
    expect(await decideProposal(runtime, staff(), id, decision)).toMatchObject({ ok: true });
    const page = await proposalPage(runtime, signer, await loaded(runtime, accountId), id);
    expect(page).toMatchObject({ answer: "accepted", replaces: planId });
    expect(await signed(askPick.replace("50000", "40000"))).toBe("unknown");
    expect(await signed(page?.accepted?.pick ?? "")).toMatch(/^[0-9a-f-]{36}$/);
    planId = (await findOpenPlan(db, accountId))?.id ?? "";
    runtime.clock.advance(60_000);
    expect(await signed(askPick)).toBe("unknown");
  });

  test("signs a reduced plan that was given for hardship", async () => {
    const words = { reasons: ["rather-not-say"], since: null, text: "", crisis: false } as const;
    const told = await submitHardship(runtime, signer, accountId, { ...words, vulnerable: false });
    const id = told.ok ? told.value.caseId : "";
    const given = await decideHardship(runtime, staff(), id, {
      outcome: "reduced-plan",
      from: null,
      days: null,
      treatmentEndedOn: null,
      amountMinor: 200_00n,
      months: null,
      firstDueOn: null,
      reason: "看过了",
      vulnerable: false,
    });
    expect(given).toMatchObject({ ok: true });
    const pick = "2026-11-19.amount.20000.monthly.2026-12-19";
    expect(await signed(pick)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("is counted by the account, for the last twelve months", async () => {
    await db.query(
      `update portfolio set policy = jsonb_set(policy, '{plan,changesPerYear}', '1'),
         policy_version = policy_version + 1 where id = $1`,
      [portfolio.id],
    );
    expect(await signed(askPick)).toMatch(/^[0-9a-f-]{36}$/);
    planId = (await findOpenPlan(db, accountId))?.id ?? "";
    const usedOn = async (day: string) => {
      runtime.clock.set(`${day}T08:00:00Z`);
      const form = await proposeForm(runtime, signer, await loaded(runtime, accountId));
      return form.changesUsed;
    };
    expect([await usedOn("2026-11-20"), await usedOn("2027-11-19")]).toEqual([true, true]);
    expect(await usedOn("2027-11-20")).toBe(false);
  });
});
