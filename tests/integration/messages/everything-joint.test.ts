import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { noSupport } from "#app/domain/notices/support.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import { everythingHeld } from "#app/services/held/everything-held.server.ts";
import { maskEvent, maskQuestion } from "#app/services/held/held-mask.server.ts";
import { heldPaper } from "#app/services/held/held-paper.server.ts";
import type { OwnEyes } from "#app/services/held/held-table.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { DebtorInput } from "#app/services/imports/account-input.ts";
import { notePlan } from "#app/services/plans/note-plan.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { tellSupport } from "#app/services/support/tell-support.server.ts";
import { writeMessage } from "#app/services/threads/write-message.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { comeIn, invite } from "../../support/helper.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { facts, proven, someAccount, verified, visit } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let service: StaffActor;
/** Both owe it. */
let accountId: string;
let first: Visit;
let joint: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  const own = await someAccount(runtime, portfolio, { debtor: someone("乙", "吴样本") });
  const [other] = await listLiableDebtors(db, own.accountId);
  ({ accountId } = await someAccount(runtime, portfolio, {
    debtor: someone("甲", "周样本"),
    jointDebtorRefs: [other?.ref ?? ""],
    flags: ["time-barred", "in-hospital"],
  }));
  first = await proven(runtime, await verified(runtime, accountId));
  joint = await proven(runtime, await verified(runtime, accountId, other?.id));
  const who = { kind: "staff", staffId: runtime.ids.next(), role: "supervisor" } as const;
  service = { ...who, portfolioIds: [portfolio.id] };
});

/** Plainly invented; contacts that nobody else has. */
function someone(tag: string, name: string): DebtorInput {
  const id = randomUUID().slice(0, 8);
  return {
    ref: `D-${tag}-${id}`,
    name,
    dateOfBirth: calendarDate(facts.dateOfBirth),
    idLast4: facts.idLast4,
    postcode: null,
    phone: null,
    email: `${id}@example.cn`,
    address: `样本路${id}号`,
    locale: "zh-CN",
    timeZone: null,
  };
}

/** All that the two files say, as one text: the JSON, and the blocks of the PDF. */
async function fileOf(whose: Visit): Promise<string> {
  const held = await everythingHeld(runtime, whose);
  const papers = (["zh-CN", "en"] as const).map((locale) => heldPaper(held, locale));
  return JSON.stringify({ held, papers });
}

const sectionOf = async (whose: Visit, section: string) =>
  (await everythingHeld(runtime, whose)).sections[section] ?? [];

function done<Value>(result: { ok: true; value: Value } | { ok: false; error: unknown }): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const illness = { since: "2026-08", vulnerable: true, crisis: false } as const;
const note = "女儿来电：人在医院";

async function hold(kind: "vulnerability" | "manual", to: string | null = null) {
  const wanted = { accountId, kind, to: to === null ? null : calendarDate(to), reason: note };
  return done(await setHold(runtime, system, wanted)).hold;
}

/** Everything that a debtor may say and do for themselves; answers the words of it. */
async function liveThrough(whose: Visit): Promise<readonly string[]> {
  const said = { ...illness, reasons: ["illness"] as const, text: "住院三周" };
  const { caseId: hardshipId } = done(await submitHardship(runtime, whose, accountId, said));
  const ids = [hardshipId];
  for (const kind of ["complaint", "dispute"] as const) {
    const ground = kind === "complaint" ? "conduct" : "wrong-amount";
    const words = { text: `${kind}的原话` };
    const wanted = { kind, ground, words } as const;
    const { caseId } = done(await openCase(runtime, whose.actor, accountId, wanted));
    const answer = { outcome: "partly", text: "查过了", amountMinor: 50_00n } as const;
    done(await resolveCase(runtime, service, caseId, answer));
    ids.push(caseId);
  }
  const message = { id: randomUUID(), text: "消息的原话", to: { subject: "消息的题目" } };
  done(await writeMessage(runtime, whose, accountId, message));
  const support = {
    ...noSupport,
    needs: ["helper"] as const,
    helper: "邻居老周",
    note: "听力不好",
  };
  await tellSupport(runtime, whose, support);
  const hours = { fromMinute: 9 * 60, toMinute: 10 * 60 };
  await savePreferences(runtime, whose, { locale: "en", refused: ["sms"], hours });
  const statement = {
    income: [{ kind: "salary", monthlyMinor: 4_321_00n }],
    spending: [{ kind: "housing", monthlyMinor: 1_234_00n }],
  };
  await saveStatement(runtime, whose, statement, { adults: 1, children: 3 });
  await keepDraft(runtime, whose.debtor, `/a/${accountId}/support`, { text: ["草稿的原话"] });
  await invite(runtime, whose, { name: "李帮手", contact: "helps@example.cn" });
  const firstDueOn = calendarDate("2026-12-15");
  const ask = { amountMinor: 333_00n, frequency: "monthly", firstDueOn } as const;
  const { proposalId } = done(await proposePlan(runtime, whose, accountId, ask));
  const words = ["住院三周", "illness", "complaint", "的原话", "消息的题目", "邻居老周", "听力"];
  return [...ids, proposalId, ...words, "432100", "草稿", "李帮手", "333.00", "09:00"];
}

describe("everything held of a joint account", () => {
  it("says of what the other lived through neither the words nor that it happened", async () => {
    const words = await liveThrough(first);
    const mine = await fileOf(first);
    const theirs = await fileOf(joint);
    for (const word of words) expect(mine, word).toContain(word);
    const { id, ref } = first.debtor;
    const hidden = [...words, id, ref, "周样本", "in-hospital", "breathing-space", "喘息期"];
    for (const word of hidden) expect(theirs, word).not.toContain(word);
    expect(theirs).toContain("time-barred");
    expect(mine).toContain("breathing-space");
    expect(mine).not.toContain(joint.debtor.ref);
    // The money is shared: what both answers took off stands in both files.
    for (const whose of [first, joint]) {
      const credits = (await sectionOf(whose, "postings")).filter(({ kind }) => kind === "credit");
      expect(credits.map(({ amount }) => amount)).toEqual(["50.00", "50.00"]);
    }
    const rules = (await sectionOf(joint, "postings")).map(({ rule }) => rule);
    expect(rules).toEqual(["case-answer", "case-answer"]);
  });

  it("shows a hold of the other's as their pages do, in every section", async () => {
    const taken = await takeBreathingSpace(runtime, first, accountId, calendarDate("2026-11-19"));
    expect(taken.ok).toBe(true);
    const [own] = await sectionOf(first, "holds");
    expect(own).toMatchObject({ kind: "breathing-space", fromOn: "2026-11-19", isOver: false });
    expect(own?.toOn).not.toBeNull();
    const [theirs] = await sectionOf(joint, "holds");
    expect(theirs).toMatchObject({ id: own?.id, kind: "manual", toOn: null, isOver: false });
    expect(theirs?.effects).toEqual(own?.effects);
    const set = async (whose: Visit) =>
      (await sectionOf(whose, "events")).find(({ type }) => type === "hold.set")?.data;
    expect(await set(first)).toMatchObject({ kind: "breathing-space", to: own?.toOn });
    expect(await set(joint)).toEqual({
      holdId: own?.id,
      kind: "manual",
      from: "2026-11-19",
      to: null,
      effects: own?.effects,
    });
    runtime.clock.advance(120 * 86_400_000);
    joint = await proven(runtime, await verified(runtime, accountId, joint.debtor.id));
    const [later] = await sectionOf(joint, "holds");
    expect(later).toMatchObject({ kind: "manual", toOn: null, endedAt: null, isOver: true });
    expect(await fileOf(joint)).toContain("已结束");
  });

  it("gives nobody what staff noted of a hold, and who set or ended it", async () => {
    const { id: ended } = await hold("vulnerability");
    await hold("manual", "2026-12-24");
    expect(await endHold(runtime, service, ended)).toMatchObject({ ok: true });
    for (const whose of [first, joint]) {
      const file = await fileOf(whose);
      for (const word of [note, "vulnerability", "特别照顾", service.staffId]) {
        expect(file, word).not.toContain(word);
      }
      expect(await sectionOf(whose, "holds")).toMatchObject([
        { kind: "manual", toOn: null, endedAt: null, isOver: true },
        { kind: "manual", toOn: "2026-12-24", isOver: false },
      ]);
      const events = await sectionOf(whose, "events");
      expect(events.find(({ type }) => type === "hold.ended")?.data).toEqual({
        holdId: ended,
        kind: "manual",
      });
    }
  });

  it("shares money, and that there is a plan; not the signer's paper or reminders", async () => {
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    done(await sign(runtime, first, accountId, pick, { name: "周样本" }));
    const plan = await findOpenPlan(db, accountId);
    if (plan === null) throw new Error("no plan");
    for (const kind of ["reminded", "missed"] as const) {
      const change = { kind, n: 1, fromOn: plan.firstDueOn, by: "system" };
      await db.transaction((tx) => notePlan(runtime, tx, plan, change));
    }
    await payElsewhere(runtime, accountId, 100_00n);
    const kinds = async (whose: Visit) =>
      (await sectionOf(whose, "planChanges")).map(({ kind }) => kind);
    expect(await kinds(first)).toEqual(["reminded", "missed"]);
    expect(await kinds(joint)).toEqual(["missed"]);
    for (const section of ["plans", "payments", "postings"]) {
      expect(await sectionOf(joint, section)).toEqual(await sectionOf(first, section));
      expect(await sectionOf(joint, section)).toHaveLength(1);
    }
    expect(await sectionOf(joint, "instalments")).toHaveLength(6);
    expect(await sectionOf(joint, "agreements")).toEqual([]);
    const types = (await sectionOf(joint, "events")).map(({ type }) => type);
    expect(types).toContain("payment.succeeded");
    expect(types).not.toContain("plan.agreed");
  });

  it("is given to no helper, and tells their visits from the debtor's own", async () => {
    const { linkToken } = await invite(runtime, first, { scopes: ["pay", "propose"] });
    const helper = await visit(runtime, await comeIn(runtime, linkToken));
    const raised = { ...helper, actor: { ...helper.actor, level: 2 as const } };
    await expect(everythingHeld(runtime, raised)).rejects.toThrow(/debtor alone/);
    const kinds = (await sectionOf(first, "visits")).map(({ kind }) => kind);
    expect(kinds).toEqual(["debtor", "helper"]);
    expect(await sectionOf(joint, "helpers")).toEqual([]);
    expect((await sectionOf(joint, "visits")).map(({ kind }) => kind)).toEqual(["debtor"]);
  });
});

describe("a fact about somebody's own payment", () => {
  const account = "a-shared";
  const eyes: OwnEyes = {
    sharedAccounts: new Set([account]),
    holds: new Map(),
    stops: new Map(),
    payments: new Set(["mine"]),
    attempts: new Set(["mine"]),
    cases: new Set(["mine"]),
  };
  const seen = (type: string, data: Record<string, unknown>, account_id = account) =>
    maskEvent({ type, data }, { account_id }, eyes).data;

  it.each(["payment.reversed", "payment.charged_back", "payment.refunded", "payment.succeeded"])(
    "%s is given whole to whoever paid, and to another debtor without words of it",
    (type) => {
      const said = { amount: "1.00", reason: "fraudulent", reference: "付医药费" };
      const mine = { ...said, paymentId: "mine" };
      expect(seen(type, mine)).toEqual(mine);
      expect(seen(type, { ...said, paymentId: "theirs" })).toEqual({
        amount: "1.00",
        paymentId: "theirs",
      });
      // Nobody else owes it: whoever paid, it was for this debtor.
      const alone = { ...said, paymentId: "theirs" };
      expect(seen(type, alone, "not-shared")).toEqual(alone);
    },
  );

  it("payment.failed says why to whoever tried, and adjustment.posted whose case it was", () => {
    const failed = { attemptId: "mine", reason: "insufficient_funds" };
    expect(seen("payment.failed", failed)).toEqual(failed);
    expect(seen("payment.failed", { ...failed, attemptId: "theirs" })).toEqual({
      attemptId: "theirs",
    });
    const answered = (reason: string) => seen("adjustment.posted", { amount: "1.00", reason });
    expect(answered("complaint:mine")).toMatchObject({ reason: "complaint:mine" });
    expect(answered("complaint:theirs")).toEqual({ amount: "1.00" });
    expect(answered("dispute:theirs")).toEqual({ amount: "1.00" });
    expect(answered("hold:theirs")).toMatchObject({ reason: "hold:theirs" });
  });

  it("what the bank was told stays with whoever told it", () => {
    const question = (payment_id: string) =>
      maskQuestion({ reason: "fraudulent" }, { account_id: account, payment_id }, eyes).reason;
    expect(question("mine")).toBe("fraudulent");
    expect(question("theirs")).toBeNull();
  });

  it("names nobody of us who decided", () => {
    const decided = { debtorRef: "D-1", decidedBy: "staff:0190a000" };
    expect(seen("hardship.decided", decided)).toEqual({ debtorRef: "D-1", decidedBy: "staff" });
  });
});
