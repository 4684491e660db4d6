import { createHash } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { listAccountPlans, listInstalments } from "#app/db/stores/plans.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import {
  agreementBinding,
  type SignatureRecord,
  signatureBinding,
} from "#app/services/plans/agreement-seals.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import {
  atLevelTwo,
  loaded,
  nameOnFile,
  payElsewhere,
  pickNamed,
  shown,
  sign,
} from "../../support/signing.ts";
import { address, someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let pick: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  signer = await atLevelTwo(runtime, accountId);
  pick = await pickNamed(runtime, accountId, "instalments", 24);
});

const dayMs = 86_400_000;

async function signed(): Promise<string> {
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  return done.value.planId;
}

const count = async (table: string): Promise<number> => {
  const text = `select count(*)::int as count from ${table} where account_id = $1`;
  const rows = await db.query<{ count: number }>(text, [accountId]);
  return rows[0]?.count ?? -1;
};

/** The account's facts from its first plan on, oldest first. */
async function facts() {
  return db.query<{ type: string; seq: bigint; data: Record<string, unknown> }>(
    `select type, account_seq as seq, data from event
     where account_id = $1 and type <> 'identity.verified' and type <> 'link.opened'
     order by account_seq`,
    [accountId],
  );
}

describe("a signature", () => {
  test("writes the plan that was shown, to the minor unit", async () => {
    const before = await loaded(runtime, accountId);
    const page = await shown(runtime, signer, accountId, pick);
    if (!page.ok) throw new Error(page.error);
    const planId = await signed();
    const [plan] = await listAccountPlans(db, accountId);
    expect(plan).toMatchObject({ id: planId, kind: "instalments", state: "agreed" });
    expect(plan?.toPay).toBe(before.balance.totalMinor);
    const lines = await listInstalments(db, planId);
    expect(lines.map((line) => [line.dueOn, line.amount])).toEqual(
      page.value.schedule.map((line) => [line.dueOn, line.amountMinor]),
    );
    expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(plan?.toPay);
    expect(lines.at(-1)?.balanceAfter).toBe(0n);
  });

  test("stores the text whose hash was shown, and who signed from where", async () => {
    const page = await shown(runtime, signer, accountId, pick);
    const planId = await signed();
    const row = await findAgreementOfPlan(db, planId);
    if (row === null || !page.ok) throw new Error("no agreement");
    const text = runtime.sealer.openBytes(agreementBinding(row), row.sealed).toString();
    expect(createHash("sha256").update(text).digest("hex")).toBe(page.value.sha256);
    expect(row.sha256.toString("hex")).toBe(page.value.sha256);
    expect(JSON.parse(text)).toMatchObject({ signer: { name: nameOnFile }, plan: { terms: 24 } });
    const signature = runtime.sealer.open<SignatureRecord>(signatureBinding(row), row.signature);
    expect(signature).toEqual({ signedName: nameOnFile, address, userAgent: "Example/1.0" });
    expect(row.sealed.includes(nameOnFile)).toBe(false);
  });

  test("tells the collector, then holds interest and collection from that day", async () => {
    const planId = await signed();
    const [agreed, held] = await facts();
    expect(agreed).toMatchObject({ type: "plan.agreed", data: { planId, kind: "instalments" } });
    expect(held).toMatchObject({
      type: "hold.set",
      data: { kind: "agreed-plan", from: "2026-11-19", effects: ["interest", "collection"] },
    });
    const [plan] = await listAccountPlans(db, accountId);
    expect(plan?.fromSeq).toBe((agreed?.seq ?? 0n) - 1n);
    const owed = (await loaded(runtime, accountId)).balance.totalMinor;
    runtime.clock.advance(20 * dayMs);
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBe(owed);
  });

  test("lets a deferment go on bearing its interest, and still stops collection", async () => {
    pick = await pickNamed(runtime, accountId, "deferment", 6);
    await signed();
    const held = (await facts()).find((fact) => fact.type === "hold.set");
    expect(held?.data.effects).toEqual(["collection"]);
    const owed = (await loaded(runtime, accountId)).balance.totalMinor;
    runtime.clock.advance(dayMs);
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBeGreaterThan(owed);
  });

  test("mails the paper in a job of the same transaction", async () => {
    await signed();
    const jobs = await db.query<{ key: string }>(
      "select key from graphile_worker.jobs where key like 'mail-agreement:%'",
    );
    expect(jobs.length).toBeGreaterThan(0);
  });
});

describe("who else owes the account", () => {
  test("is told by mail that there is a plan, and gets no paper", async () => {
    const portfolio = await somePortfolio(runtime);
    const joint = await someAccount(runtime, portfolio);
    const [other] = await db.query<{ ref: string; id: string }>(
      "select d.ref, d.id from debtor d join account a on a.debtor_id = d.id where a.id = $1",
      [joint.accountId],
    );
    const shared = await someAccount(runtime, portfolio, { jointDebtorRefs: [other?.ref ?? ""] });
    accountId = shared.accountId;
    signer = await atLevelTwo(runtime, accountId);
    pick = await pickNamed(runtime, accountId, "instalments", 24);
    await signed();
    const told = await db.query(
      `select debtor_id, kind, channel from contact_record
       where account_id = $1 and kind <> 'link'`,
      [accountId],
    );
    expect(told).toEqual([{ debtor_id: other?.id, kind: "plan-agreed", channel: "email" }]);
  });
});

describe("signing twice", () => {
  test("at once makes one plan; the others meet it", async () => {
    const tries = await Promise.all([1, 2, 3, 4].map(() => sign(runtime, signer, accountId, pick)));
    expect(tries.filter((one) => one.ok)).toHaveLength(1);
    const refused = tries.flatMap((one) => (one.ok ? [] : [one.error]));
    expect(refused).toEqual(["in-force", "in-force", "in-force"]);
    expect([await count("plan"), await count("agreement"), await count("hold")]).toEqual([1, 1, 1]);
  });

  test("another offer is refused while a plan is in force", async () => {
    await signed();
    const other = await sign(runtime, signer, accountId, pick.replace(".24.", ".12."));
    expect(other).toEqual({ ok: false, error: "in-force" });
  });
});

describe("a signature is refused", () => {
  test("without a fresh code", async () => {
    const visit = await verified(runtime, accountId);
    expect(await sign(runtime, visit, accountId, pick)).toMatchObject({ error: "code-first" });
  });

  test("under another name than the one on file, and nothing is written", async () => {
    const refused = await sign(runtime, signer, accountId, pick, { name: "别人" });
    expect(refused).toMatchObject({ error: "name-differs" });
    expect([await count("plan"), await count("agreement"), await count("hold")]).toEqual([0, 0, 0]);
  });

  test("for somebody else's account, as for one that does not exist", async () => {
    const other = await someAccount(runtime, await somePortfolio(runtime));
    const theirs = await sign(runtime, signer, other.accountId, pick);
    expect(theirs).toMatchObject({ error: "not-found" });
  });

  test("when money arrived after the page was shown", async () => {
    const page = await shown(runtime, signer, accountId, pick);
    if (!page.ok) throw new Error(page.error);
    await pay(100_00n);
    const seen = page.value.sha256;
    const refused = await sign(runtime, signer, accountId, pick, { seen });
    expect(refused).toMatchObject({ error: "changed" });
    expect((await sign(runtime, signer, accountId, pick)).ok).toBe(true);
  });

  test("when a policy took the offer away", async () => {
    await db.query(
      `update portfolio set policy = jsonb_set(policy, '{instalments,offerTerms}', '[6, 12]'),
         policy_version = policy_version + 1
       where id = (select portfolio_id from account where id = $1)`,
      [accountId],
    );
    expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ error: "unknown" });
  });

  test.each([
    "",
    "24",
    "2026-11-19.instalments.7.monthly.2026-12-19",
    "2026-11-19.instalments.24.weekly.2026-12-19",
    "2026-11-20.instalments.24.monthly.2026-12-19",
    "2026-11-19.instalments.24.monthly.2027-12-19",
    "2026-11-19.amount.1.monthly.2026-12-19",
    "2026-11-19.gift.24.monthly.2026-12-19",
  ])("for %j, which is no offer", async (text) => {
    expect(await sign(runtime, signer, accountId, text)).toMatchObject({ error: "unknown" });
  });
});

describe("an offer stands until it lapses", () => {
  test("with the figures of its day, though interest ran since", async () => {
    const page = await shown(runtime, signer, accountId, pick);
    if (!page.ok) throw new Error(page.error);
    runtime.clock.advance(5 * dayMs);
    const done = await sign(runtime, signer, accountId, pick, { seen: page.value.sha256 });
    expect(done.ok).toBe(true);
    const [plan] = await listAccountPlans(db, accountId);
    const now = await loaded(runtime, accountId);
    expect(now.balance.totalMinor).toBe(plan?.toPay);
  });

  test("and no longer", async () => {
    runtime.clock.advance(8 * dayMs);
    expect(await shown(runtime, signer, accountId, pick)).toMatchObject({ error: "lapsed" });
  });

  test("nor when money moved on a later day", async () => {
    runtime.clock.advance(dayMs);
    await pay(100_00n);
    expect(await shown(runtime, signer, accountId, pick)).toMatchObject({ error: "lapsed" });
  });
});

const pay = (amountMinor: bigint) => payElsewhere(runtime, accountId, amountMinor);
