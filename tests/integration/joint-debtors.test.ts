import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { system } from "#app/services/act.server.ts";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import { shownRules } from "#app/services/holds/shown-holds.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { issueLinks, type LinkLine } from "#app/services/links/issue-links.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { signedCopy } from "#app/services/plans/signed-copy.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { affordPage } from "#app/services/reading/afford.server.ts";
import { balancePage } from "#app/services/reading/balance.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { unsentForm } from "#app/services/reading/drafts.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../support/signing.ts";
import { actorOf, someStaff } from "../support/staff.ts";
import { someAccount, verified } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
/** Both owe it; the first debtor's own, and the joint one's. */
let accountId: string;
let first: Visit;
let joint: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  const other = await someAccount(runtime, portfolio);
  const [debtor] = await listLiableDebtors(db, other.accountId);
  const jointDebtorRefs = [debtor?.ref ?? ""];
  ({ accountId } = await someAccount(runtime, portfolio, { jointDebtorRefs }));
  await db.query("update account set status = 'closed' where id = $1", [other.accountId]);
  first = await verified(runtime, accountId);
  joint = await verified(runtime, accountId, debtor?.id);
});

/** Everything that a debtor's pages say of the account, as one text. */
async function everythingSeen(whose: Visit): Promise<string> {
  const account = await loaded(runtime, accountId);
  const seen = [
    await home(runtime, whose, accountId),
    await timeline(
      runtime,
      { ...whose.actor, debtorRef: whose.debtor.ref },
      { limit: 100, messages: true },
    ),
    await hardshipPage(runtime, whose.actor, account, "zh-CN"),
    await affordPage(runtime, whose.debtor.id, account),
    await planPage(runtime, whose, account),
    await unsentForm(runtime, whose),
  ];
  return JSON.stringify(seen, texts);
}

const texts = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

const said = { reasons: ["illness"], since: "2026-08", text: "住院三周" } as const;

describe("links", () => {
  test("go to everybody who owes, each their own", async () => {
    const lines: LinkLine[] = [];
    const wish = { conditions: [], channel: "none" } as const;
    const take = (line: LinkLine) => void lines.push(line);
    const done = await issueLinks(runtime, system, portfolio, wish, take);
    expect(done).toMatchObject({ ok: true, value: { issued: 2, others: 0 } });
    expect(lines.map(({ debtorRef }) => debtorRef)).toEqual([first.debtor.ref, joint.debtor.ref]);
    expect(new Set(lines.map(({ url }) => url)).size).toBe(2);
    const byMail = { conditions: [], channel: "email" } as const;
    await issueLinks(runtime, system, portfolio, byMail, () => undefined);
    const text = "select debtor_id from contact_record where account_id = $1 and kind = 'link'";
    const written = await db.query<{ debtor_id: string }>(text, [accountId]);
    const ids = [first.debtor.id, joint.debtor.id];
    expect(written.map(({ debtor_id: id }) => id).sort()).toEqual(ids.sort());
  });
});

describe("what two debtors of an account share", () => {
  test("is the balance, and a payment of either", async () => {
    const totals = async () =>
      Promise.all(
        [first, joint].map(async (one) => (await home(runtime, one, accountId))?.totalMinor),
      );
    const [before] = await totals();
    await payElsewhere(runtime, accountId, 1_000_00n);
    expect(await totals()).toEqual([(before ?? 0n) - 1_000_00n, (before ?? 0n) - 1_000_00n]);
    expect(await everythingSeen(joint)).toContain("payment.succeeded");
  });

  test("is that there is a plan; it binds its signer, and the other is told", async () => {
    const signer = await atLevelTwo(runtime, accountId);
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    const done = await sign(runtime, signer, accountId, pick);
    if (!done.ok) throw new Error(done.error);
    const { planId } = done.value;
    const account = await loaded(runtime, accountId);
    const page = await planPage(runtime, joint, account);
    expect(page).toMatchObject({ isOpen: true, choices: null, agreement: null });
    const own = await planPage(runtime, signer, account);
    expect(own?.agreement?.id).toBeDefined();
    expect(await signedCopy(runtime, joint.actor, own?.agreement?.id ?? "")).toBeNull();
    expect(await cancelPlan(runtime, joint, accountId, planId)).toMatchObject({
      error: "not-found",
    });
    const theirs = await home(runtime, joint, accountId);
    expect(theirs?.next).toMatchObject({ signed: false });
    expect(theirs?.happenings.map(({ what }) => what)).toContain("plan.agreed.joint");
    expect(JSON.stringify(theirs?.next, texts)).not.toContain(signer.debtor.id);
    expect((await home(runtime, signer, accountId))?.next).toMatchObject({ signed: true });
    const text = "select kind from contact_record where debtor_id = $1 and kind = 'plan-agreed'";
    expect(await db.query(text, [joint.debtor.id])).toEqual([{ kind: "plan-agreed" }]);
  });
});

describe("a dispute of one of them", () => {
  test.each(["zh-CN", "en"] as const)("rests the account in words for both: %s", async (locale) => {
    const words = { text: "多记了一笔" };
    const wanted = { kind: "dispute", ground: "wrong-amount", words } as const;
    expect(await openCase(runtime, first.actor, accountId, wanted)).toMatchObject({ ok: true });
    const say = translator(locale, "debtor");
    for (const whose of [first, joint]) {
      const [hold] = (await home(runtime, whose, accountId))?.holds ?? [];
      expect(hold?.kind).toBe("dispute");
      expect(say("holdKind.dispute")).not.toMatch(/\byour\b|您/i);
    }
  });
});

test("a debt that is not one of theirs is the other's still", async () => {
  const words = { text: "我没有签过字" };
  const wanted = { kind: "dispute", ground: "not-mine", words } as const;
  const opened = await openCase(runtime, joint.actor, accountId, wanted);
  if (!opened.ok) throw new Error(opened.error);
  const before = (await loaded(runtime, accountId)).balance.totalMinor;
  const answer = { outcome: "upheld", text: "签字不是您的", amountMinor: null } as const;
  const supervisor = await actorOf(runtime, await someStaff(runtime, "supervisor"));
  expect(await resolveCase(runtime, supervisor, opened.value.caseId, answer)).toMatchObject({
    ok: true,
  });
  const after = await loaded(runtime, accountId);
  expect(after.balance.totalMinor).toBe(before);
  expect(after.holds).toMatchObject([{ kind: "dispute", toOn: null }]);
});

describe("what stays with one of them", () => {
  test("hardship: neither the words, nor the case, nor what kind of rest it is", async () => {
    const input = { ...said, reasons: ["illness"] as const, vulnerable: false, crisis: false };
    const taken = await submitHardship(runtime, first, accountId, input);
    expect(taken.ok).toBe(true);
    const seen = await everythingSeen(joint);
    for (const word of ["住院三周", "illness", "hardship.", "breathing-space"]) {
      expect(seen, word).not.toContain(word);
    }
    const own = await everythingSeen(first);
    for (const word of ["住院三周", "illness", "breathing-space"])
      expect(own, word).toContain(word);
  });

  test("a breathing space that one took rests the account, unnamed to the other", async () => {
    const taken = await takeBreathingSpace(runtime, joint, accountId, calendarDate("2026-11-19"));
    expect(taken.ok).toBe(true);
    expect((await home(runtime, joint, accountId))?.holds).toMatchObject([
      { kind: "breathing-space" },
    ]);
    const [hold] = (await home(runtime, first, accountId))?.holds ?? [];
    expect(hold?.kind).toBe("manual");
    expect(hold?.effects).toContain("interest");
    runtime.clock.advance(3 * 86_400_000);
    const account = await loaded(runtime, accountId);
    const { explanation } = balancePage(runtime, account);
    const rulesTo = async (who: Visit) =>
      (await shownRules(runtime, who.actor, account, explanation)).map(({ rule }) => rule);
    expect(await rulesTo(joint)).toContain("hold:breathing-space");
    expect(await rulesTo(first)).not.toContain("hold:breathing-space");
    expect(await rulesTo(first)).toContain("hold:manual");
  });

  test("until when a rest stands that one took: the plan waits without a date", async () => {
    const signer = await atLevelTwo(runtime, accountId);
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ ok: true });
    const taken = await takeBreathingSpace(runtime, joint, accountId, calendarDate("2026-11-19"));
    expect(taken.ok).toBe(true);
    const account = await loaded(runtime, accountId);
    const ends = account.holds.find(({ kind }) => kind === "breathing-space")?.toOn ?? null;
    expect(ends).not.toBeNull();
    expect(await planPage(runtime, joint, account)).toMatchObject({ still: { to: ends } });
    expect(await planPage(runtime, signer, account)).toMatchObject({
      still: { to: null },
      graceUntil: null,
    });
    const endsTo = async (who: Visit) =>
      (await home(runtime, who, accountId))?.holds.map(({ to }) => to);
    expect(await endsTo(joint)).toContain(ends);
    expect(await endsTo(first)).not.toContain(ends);
  });

  test("what they can afford, and what they began to write", async () => {
    const statement = {
      income: [{ kind: "salary", monthlyMinor: 4_321_00n }],
      spending: [{ kind: "housing", monthlyMinor: 1_234_00n }],
    };
    await saveStatement(runtime, first, statement, { adults: 1, children: 3 });
    await keepDraft(runtime, first.debtor, `/a/${accountId}/hardship/tell`, { text: ["住院"] });
    const seen = await everythingSeen(joint);
    for (const word of ["432100", "123400", "hardship/tell"]) expect(seen).not.toContain(word);
    expect(await everythingSeen(first)).toContain("432100");
  });

  test("a case: the other cannot open it", async () => {
    const opened = await openCase(runtime, first.actor, accountId, {
      kind: "complaint",
      ground: "conduct",
      words: { text: "没有人回电话" },
    });
    if (!opened.ok) throw new Error(opened.error);
    const account = await loaded(runtime, accountId);
    const { caseId } = opened.value;
    expect(await casePage(runtime, first.actor, account, caseId)).not.toBeNull();
    expect(await casePage(runtime, joint.actor, account, caseId)).toBeNull();
    expect(await everythingSeen(joint)).not.toContain("complaint");
  });

  test("contacts: the address, and what was written to it", async () => {
    await payElsewhere(runtime, accountId, 1_000_00n);
    const seen = await everythingSeen(joint);
    expect(seen).not.toContain(first.debtor.ref);
    const contacts = await db.query<{ to_masked: string }>(
      "select to_masked from contact_record where debtor_id = $1",
      [first.debtor.id],
    );
    for (const { to_masked: masked } of contacts) expect(seen).not.toContain(masked);
  });
});
