import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { AccountInput } from "#app/services/imports/account-input.ts";
import { contactBinding } from "#app/services/messages/queue-message.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { leavingPlan } from "#app/services/reading/leaving.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(() => {
  runtime.clock.set("2026-11-19T08:00:00Z");
});

/** A plan of six instalments signed on 19 November, looked at eight days later. */
async function agreed(interest: object, changes: Partial<AccountInput> = {}): Promise<void> {
  const order = ["costs", "fees", "penalty", "interest", "principal"];
  const policy = {
    id: "cn-bank-card-own",
    allocation: [{ order }],
    instalments: { minTerms: 3, maxTerms: 24, offerTerms: [6], interest },
  };
  const portfolio = await somePortfolio(runtime, { policy });
  const other = await someAccount(runtime, portfolio);
  const [joint] = await listLiableDebtors(db, other.accountId);
  const jointDebtorRefs = [joint?.ref ?? ""];
  ({ accountId } = await someAccount(runtime, portfolio, { jointDebtorRefs, ...changes }));
  signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", 6);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
  runtime.clock.set("2026-11-27T08:00:00Z");
}

async function rests(who: Visit): Promise<void> {
  expect(await takeBreathingSpace(runtime, who, accountId, null)).toMatchObject({ ok: true });
}

async function theOther(): Promise<Visit> {
  const debtors = await listLiableDebtors(db, accountId);
  const debtor = debtors.find(({ id }) => id !== signer.debtor.id);
  if (debtor === undefined) throw new Error("nobody else owes it");
  return { ...signer, debtor, actor: { ...signer.actor, debtorId: debtor.id } };
}

const seen = async () => leavingPlan(runtime, signer.actor, await loaded(runtime, accountId));

/** Leaves the plan; answers the mail that says so. */
async function leaves(): Promise<string> {
  expect(await cancelPlan(runtime, signer, accountId, planId)).toMatchObject({ ok: true });
  const [row] = await db.query<{ id: string; portfolioId: string; sealed: Buffer }>(
    `select id, portfolio_id as "portfolioId", sealed from contact_record
     where account_id = $1 and kind = 'plan-cancelled'`,
    [accountId],
  );
  if (row === undefined) throw new Error("nothing was written");
  return (runtime.sealer.open(contactBinding(row), row.sealed) as { text: string }).text;
}

describe("leaving a plan says of interest", () => {
  test("that it counts again where the plan had stopped it, and what was spared", async () => {
    await agreed({ mode: "frozen" });
    const before = (await loaded(runtime, accountId)).balance.totalMinor;
    expect(await seen()).toEqual({
      paidMinor: 0n,
      interest: "resumes",
      interestFrom: null,
      // Eight days of 10,000.00 at 0.05% a day.
      sparedMinor: 40_00n,
      ends: ["collection"],
      stays: [],
    });
    expect(await leaves()).toContain("从2026年11月27日起恢复计息");
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBe(before);
    runtime.clock.set("2026-11-28T08:00:00Z");
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBe(before + 5_00n);
  });

  test("that it stays stopped in a breathing space, and until when", async () => {
    await agreed({ mode: "frozen" });
    await rests(signer);
    const page = await seen();
    expect(page).toMatchObject({
      interest: "held",
      ends: [],
      stays: [{ kind: "breathing-space" }],
    });
    expect(page?.interestFrom).toBe(page?.stays[0]?.to);
    const before = (await loaded(runtime, accountId)).balance.totalMinor;
    const mail = await leaves();
    expect(mail).toContain("利息还是不计");
    expect(mail).not.toContain("起恢复计息");
    runtime.clock.set("2026-11-28T08:00:00Z");
    const account = await loaded(runtime, accountId);
    expect(account.balance.totalMinor).toBe(before);
    const after = await planPage(runtime, signer, account);
    expect(after).toMatchObject({ isOpen: false, stays: [{ kind: "breathing-space" }] });
  });

  test("neither whose rest it is nor until when, where another debtor took it", async () => {
    await agreed({ mode: "frozen" });
    await rests(await theOther());
    expect(await seen()).toMatchObject({
      interest: "held",
      interestFrom: null,
      stays: [{ kind: "manual", to: null }],
    });
    expect(await leaves()).not.toContain("喘息");
  });

  test("that it goes on where the plan bore the account's own", async () => {
    await agreed({ mode: "contract" });
    expect(await seen()).toMatchObject({ interest: "goes-on", sparedMinor: 0n });
    expect(await leaves()).toContain("一直按账户的利率计息");
  });

  test.each([
    { mode: "reduced", annualRate: "0.06" },
    { mode: "fee", feePerInstalment: "0.006" },
  ])("that the account's own comes back after $mode", async (interest) => {
    await agreed(interest);
    expect(await seen()).toMatchObject({ interest: "own-ends", sparedMinor: 0n });
    expect(await leaves()).toContain("不再收计划的利息");
  });

  test("nothing where the account bears none", async () => {
    await agreed({ mode: "frozen" }, { terms: null });
    expect(await seen()).toMatchObject({ interest: "none", sparedMinor: 0n });
    expect(await leaves()).toContain("不计息");
  });
});

describe("a plan that was left", () => {
  test("shows what was paid, and nothing that is still to come", async () => {
    await agreed({ mode: "frozen" });
    await payElsewhere(runtime, accountId, 300_00n);
    expect(await seen()).toMatchObject({ paidMinor: 300_00n });
    await leaves();
    const page = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(page).toMatchObject({
      isOpen: false,
      plan: { state: "cancelled" },
      paidMinor: 300_00n,
      overdueMinor: 0n,
      next: null,
      cure: null,
      choices: null,
      stays: [],
    });
    expect(page?.lines.some(({ isNext, isLate }) => isNext || isLate)).toBe(false);
  });
});
