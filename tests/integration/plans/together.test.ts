import { createHash } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findAgreementOfPlan, listAgreementsOf } from "#app/db/stores/agreements.server.ts";
import { listGroupPlans, listInstalments } from "#app/db/stores/plans.server.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import { system } from "#app/services/act.server.ts";
import { agreementBinding } from "#app/services/plans/agreement-seals.server.ts";
import { mailAgreement } from "#app/services/plans/mail-agreement.server.ts";
import { signedCopy } from "#app/services/plans/signed-copy.server.ts";
import { verifyFile } from "#app/services/plans/verify-agreement.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { planDocument } from "#app/services/reading/plan-document.server.ts";
import { togetherPage } from "#app/services/reading/together.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import {
  jointPick,
  shownTogether,
  signBoth,
  type TwoAccounts,
  twoAccounts,
} from "../../support/together.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let both: TwoAccounts;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  both = await twoAccounts(runtime, portfolio);
});

const ask = { accountIds: null, budgetMinor: null, firstDueOn: null, frequency: null };

async function signed(terms = 6) {
  const done = await signBoth(runtime, both, await jointPick(runtime, both, terms));
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

const countOf = async (table: string): Promise<number> => {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from ${table} where account_id = any($1::uuid[])`,
    [both.ids],
  );
  return rows[0]?.count ?? -1;
};

describe("the page of several accounts", () => {
  test("offers what both have, with the split, and sums that are the accounts' own", async () => {
    const page = await togetherPage(runtime, both.visit, ask);
    const owed = await Promise.all(both.ids.map((id) => loaded(runtime, id)));
    const totalMinor = owed.reduce((sum, { balance }) => sum + balance.totalMinor, 0n);
    expect(page).toMatchObject({ able: 2, totalMinor, currency: "CNY" });
    const six = page.ways?.all.find(({ kind, terms }) => kind === "instalments" && terms === 6);
    expect(six?.parts.map(({ accountId }) => accountId)).toEqual(both.ids);
    expect(six?.parts.reduce((sum, part) => sum + part.eachMinor, 0n)).toBe(six?.eachMinor);
    expect(six?.toPayMinor).toBe(totalMinor);
    expect(six?.steps[0]).toMatchObject({ balanceMinor: totalMinor });
  });

  test("answers an amount of one's own with a plan within it", async () => {
    const page = await togetherPage(runtime, both.visit, { ...ask, budgetMinor: 900_00n });
    const own = page.ways?.cards[0];
    expect(own).toMatchObject({ kind: "instalments", fit: "closest", terms: 16 });
    expect(own?.eachMinor).toBeLessThanOrEqual(900_00n);
    const shown = await shownTogether(runtime, both, own?.pick ?? "");
    expect(shown.ok && shown.value.eachMinor).toBe(own?.eachMinor);
    const low = await togetherPage(runtime, both.visit, { ...ask, budgetMinor: 10_00n });
    expect(low.ways?.reasons).toEqual(["account-below-minimum"]);
    expect(low.ways?.cards[0]?.kind).toBe("instalments");
  });

  test("leaves out what cannot join, and says why", async () => {
    const [first, second] = both.ids;
    const pick = await pickNamed(runtime, second, "instalments", 6);
    expect(await sign(runtime, both.visit, second, pick)).toMatchObject({ ok: true });
    const page = await togetherPage(runtime, both.visit, ask);
    expect(page.ways).toBeNull();
    const bars = page.choices.map(({ accountId, bar }) => [accountId, bar]);
    expect(new Map(bars as [string, unknown][])).toEqual(
      new Map<string, unknown>([
        [first, null],
        [second, "in-force"],
      ]),
    );
    const one = await togetherPage(runtime, both.visit, { ...ask, accountIds: [first] });
    expect(one.ways).toBeNull();
  });
});

describe("one signature for two accounts", () => {
  test("makes a plan, a hold and an event an account, and one agreement", async () => {
    const { groupId, plans } = await signed();
    expect(plans.map(({ accountId }) => accountId)).toEqual(both.ids);
    const rows = await listGroupPlans(db, groupId);
    expect(rows.map(({ id, state }) => [id, state])).toEqual(
      plans.map(({ planId }) => [planId, "agreed"]),
    );
    expect([await countOf("plan"), await countOf("agreement"), await countOf("hold")]).toEqual([
      2, 1, 2,
    ]);
    for (const { accountId, planId } of plans) {
      const { balance, row } = await loaded(runtime, accountId);
      const lines = await listInstalments(db, planId);
      expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(balance.totalMinor);
      const [event] = await db.query<{ data: { group: { id: string; accountRefs: string[] } } }>(
        "select data from event where account_id = $1 and type = 'plan.agreed'",
        [accountId],
      );
      expect(event?.data.group.id).toBe(groupId);
      expect(event?.data.group.accountRefs).toContain(row.ref);
      expect(event?.data.group.accountRefs).toHaveLength(2);
    }
  });

  test("stores one text under one hash, found from either plan, with every part", async () => {
    const shown = await shownTogether(runtime, both, await jointPick(runtime, both, 6));
    const { plans } = await signed();
    const papers = await Promise.all(plans.map(({ planId }) => findAgreementOfPlan(db, planId)));
    const [row, same] = papers;
    if (!row || !same || !shown.ok) throw new Error("no agreement");
    expect(same.id).toBe(row.id);
    const text = runtime.sealer.openBytes(agreementBinding(row), row.sealed).toString();
    expect(createHash("sha256").update(text).digest("hex")).toBe(shown.value.sha256);
    const agreement = JSON.parse(text) as Agreement;
    expect(agreement.accounts?.map(({ schedule }) => schedule.length)).toEqual([6, 6]);
    const cents = (amount: string) => BigInt(amount.replace(".", ""));
    const parts = agreement.accounts?.map(({ plan }) => cents(plan.toPay)) ?? [];
    expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(cents(agreement.plan.toPay));
    expect(agreement.clauses.map(({ key }) => key).slice(0, 5)).toEqual([
      "debt-together",
      "repay-instalments",
      "account-part",
      "account-part",
      "accounts-apart",
    ]);
    expect(await listAgreementsOf(db, both.visit.debtor.id)).toHaveLength(1);
  });

  test("gives one file, mailed once, that proves itself", async () => {
    const { plans } = await signed();
    const row = await findAgreementOfPlan(db, plans[1]?.planId ?? "");
    const file = await signedCopy(runtime, both.visit.actor, row?.id ?? "");
    expect(file && (await verifyFile(runtime, file.bytes))).toBe("unchanged");
    await mailAgreement(runtime, row?.id ?? "");
    await mailAgreement(runtime, row?.id ?? "");
    const mails = await db.query(
      "select kind from contact_record where debtor_id = $1 and kind = 'agreement'",
      [both.visit.debtor.id],
    );
    expect(mails).toHaveLength(1);
  });

  test("is named by the API of each plan, and of none that stands alone", async () => {
    const { groupId, plans } = await signed();
    for (const { planId } of plans) {
      const document = await planDocument(runtime, system, planId);
      expect(document?.group).toMatchObject({ id: groupId });
      expect(document?.group?.plans.map(({ id }) => id)).toEqual(plans.map((one) => one.planId));
      expect(document?.agreement).toMatchObject({
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    }
    const alone = await someAccount(runtime, portfolio);
    const visit = { ...(await verified(runtime, alone.accountId)) };
    const level2 = { ...visit, actor: { ...visit.actor, level: 2 as const } };
    const pick = await pickNamed(runtime, alone.accountId, "instalments", 6);
    const done = await sign(runtime, level2, alone.accountId, pick);
    const document = done.ok ? await planDocument(runtime, system, done.value.planId) : null;
    expect(document?.group).toBeNull();
  });
});

describe("a signature for two accounts is refused", () => {
  test("without a code, under another name, for what has changed", async () => {
    const pick = await jointPick(runtime, both, 6);
    const visit = { ...both.visit, actor: { ...both.visit.actor, level: 1 as const } };
    expect(await signBoth(runtime, { ...both, visit }, pick)).toMatchObject({
      error: "code-first",
    });
    expect(await signBoth(runtime, both, pick, { name: "别人" })).toMatchObject({
      error: "name-differs",
    });
    const page = await shownTogether(runtime, both, pick);
    await payElsewhere(runtime, both.ids[1], 50_00n);
    const seen = page.ok ? page.value.sha256 : "";
    expect(await signBoth(runtime, both, pick, { seen })).toMatchObject({ error: "changed" });
    expect(await countOf("plan")).toBe(0);
  });

  test("for an account of somebody else, and for one account alone", async () => {
    const other = await someAccount(runtime, portfolio);
    const pick = await jointPick(runtime, both, 6);
    const foreign = { ...both, ids: [both.ids[0], other.accountId] as const };
    expect(await shownTogether(runtime, foreign, pick)).toMatchObject({ error: "not-found" });
    expect(await signBoth(runtime, foreign, pick)).toMatchObject({ error: "not-found" });
    const twice = { ...both, ids: [both.ids[0], both.ids[0]] as const };
    expect(await signBoth(runtime, twice, pick)).toMatchObject({ error: "unknown" });
    expect(await countOf("plan")).toBe(0);
  });

  test("twice at once: one group; beside one account signed alone: all or nothing", async () => {
    const pick = await jointPick(runtime, both, 6);
    const tries = await Promise.all([1, 2, 3].map(() => signBoth(runtime, both, pick)));
    expect(tries.map((one) => (one.ok ? "ok" : one.error)).sort()).toEqual([
      "in-force",
      "in-force",
      "ok",
    ]);
    expect([await countOf("plan"), await countOf("agreement")]).toEqual([2, 1]);

    both = await twoAccounts(runtime, portfolio);
    const [, second] = both.ids;
    const alone = await pickNamed(runtime, second, "instalments", 12);
    const joint = await jointPick(runtime, both, 6);
    const [one, together] = await Promise.all([
      sign(runtime, both.visit, second, alone),
      signBoth(runtime, both, joint),
    ]);
    expect([one.ok, together.ok].filter(Boolean)).toHaveLength(1);
    expect(await countOf("plan")).toBe(one.ok ? 1 : 2);
    expect(await countOf("agreement")).toBe(1);
  });
});
