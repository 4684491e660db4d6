import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { listAccountPlans, listInstalments } from "#app/db/stores/plans.server.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { agreementBinding } from "#app/services/plans/agreement-seals.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { signPlan } from "#app/services/plans/sign-plan.server.ts";
import { proposalPage } from "#app/services/reading/propose.server.ts";
import { signPage } from "#app/services/reading/sign.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import {
  atLevelTwo,
  loaded,
  nameOnFile,
  payElsewhere,
  pickNamed,
  sign,
} from "../../support/signing.ts";
import { address, someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;
const dayMs = 86_400_000;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A frozen plan of 10,000.00 in six instalments, due on each 20th. */
async function agreed(): Promise<void> {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
}

const due = async () => (await loaded(runtime, accountId)).balance.totalMinor;
const facts = async (type: string) =>
  db.query<{ data: Record<string, unknown> }>(
    "select data from event where account_id = $1 and type = $2 order by account_seq",
    [accountId, type],
  );

describe("another plan in the place of the one in force", () => {
  beforeEach(() => agreed());

  async function proposed() {
    const wish = {
      amountMinor: 500_00n,
      frequency: "monthly",
      firstDueOn: calendarDate("2026-12-05"),
    };
    const made = await proposePlan(runtime, signer, accountId, wish as never);
    if (!made.ok) throw new Error(made.error);
    const page = await proposalPage(
      runtime,
      signer,
      await loaded(runtime, accountId),
      made.value.proposalId,
    );
    if (!page?.accepted) throw new Error("not accepted");
    return page;
  }

  test("shows both totals, is signed anew, and the two are linked", async () => {
    const lines = await listInstalments(db, planId);
    await payElsewhere(runtime, accountId, lines[0]?.amount ?? 0n);
    const owed = await due();
    const page = await proposed();
    expect(page.replaces).toBe(planId);
    expect(page.comparison).toMatchObject({
      before: { toPayMinor: owed, terms: 5, overTodayMinor: 0n },
      after: { toPayMinor: owed, terms: 17 },
      moreMinor: 0n,
    });
    const pick = page.accepted?.pick ?? "";
    const choice = { pick, locale: "zh-CN", replaces: planId } as const;
    const shown = await signPage(runtime, signer, await loaded(runtime, accountId), choice);
    if (!shown.ok) throw new Error(shown.error);
    expect(shown.value.comparison?.before.toPayMinor).toBe(owed);
    const signing = { pick, seen: shown.value.sha256, name: nameOnFile, address, userAgent: "x" };
    const both = { ...signing, locale: "zh-CN", replaces: planId } as const;
    const first = await signPlan(runtime, signer, accountId, both);
    if (!first.ok) throw new Error(first.error);
    expect(await signPlan(runtime, signer, accountId, both)).toMatchObject({ error: "in-force" });
    const [now, before] = await listAccountPlans(db, accountId);
    expect(before).toMatchObject({ id: planId, state: "replaced", replacedBy: now?.id });
    expect(now).toMatchObject({ id: first.value.planId, state: "agreed", toPay: owed });
    const row = await findAgreementOfPlan(db, first.value.planId);
    const old = await findAgreementOfPlan(db, planId);
    if (row === null || old === null) throw new Error("no agreement");
    const text = runtime.sealer.openBytes(agreementBinding(row), row.sealed).toString();
    const agreement = JSON.parse(text) as Agreement;
    expect(agreement.replaces).toEqual({
      signedOn: "2026-11-19",
      sha256: old.sha256.toString("hex"),
    });
    expect(agreement.clauses.map(({ key }) => key)).toContain("replaces");
    expect(await facts("plan.changed")).toMatchObject([
      { data: { change: "replaced", replacedBy: now?.id, planId } },
    ]);
    runtime.clock.advance(10 * dayMs);
    expect(await due()).toBe(owed);
  });

  test("needs a fresh code, and is refused on the day an instalment is due", async () => {
    const page = await proposed();
    const pick = page.accepted?.pick ?? "";
    const low = await verified(runtime, accountId);
    const signing = { pick, seen: "", name: nameOnFile, address, userAgent: "x" };
    const both = { ...signing, locale: "zh-CN", replaces: planId } as const;
    expect(await signPlan(runtime, low, accountId, both)).toMatchObject({ error: "code-first" });
    runtime.clock.set("2026-11-20T08:00:00Z");
    expect(await signPlan(runtime, signer, accountId, both)).toMatchObject({ error: "in-force" });
  });
});
