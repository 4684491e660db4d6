import { beforeEach, describe, expect, test } from "vitest";
import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { noSupport } from "#app/domain/notices/support.ts";
import { mailAgreementTask } from "#app/jobs/mail-agreement.server.ts";
import { mailCaseLetterTask, mailHoldingLetterTask } from "#app/jobs/mail-case-letter.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { holdOver } from "#app/services/cases/hold-over.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { receiptCopy } from "#app/services/documents/receipt-copy.server.ts";
import { takeEverything } from "#app/services/held/take-everything.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { signedCopy } from "#app/services/plans/signed-copy.server.ts";
import { verifyFile } from "#app/services/plans/verify-agreement.server.ts";
import { tellSupport } from "#app/services/support/tell-support.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { comeIn, invitation, invite } from "../../support/helper.ts";
import { sizesOf } from "../../support/pdf.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { proven, sendAll, someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  // The regime whose clock sends a holding letter by itself, too.
  const portfolio = await somePortfolio(runtime, { policy: "uk-conc", currency: "GBP" });
  ({ accountId } = await someAccount(runtime, portfolio));
  who = await atLevelTwo(runtime, accountId);
});

const needsLargePrint = (visit = who) =>
  tellSupport(runtime, visit, { ...noSupport, needs: ["large-print"] });

/** The smallest type of a file; 0: there is none. */
const smallest = (file: { readonly bytes: Buffer } | null) => (file && sizesOf(file.bytes)[0]) ?? 0;

async function signedAgreement() {
  const pick = await pickNamed(runtime, accountId, "instalments", 12);
  const done = await sign(runtime, who, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  const row = await findAgreementOfPlan(db, done.value.planId);
  if (row === null) throw new Error("no agreement");
  return row;
}

const agreementCopy = (id: string) => signedCopy(runtime, who.actor, id);

async function receiptFor(reader: Visit) {
  const [payment] = await db.query<{ id: string }>("select id from payment where account_id = $1", [
    accountId,
  ]);
  const account = await loaded(runtime, accountId);
  const debtorId = reader.debtor.id;
  return receiptCopy(runtime, { debtorId, locale: "en" }, account, payment?.id ?? "");
}

/** A complaint of 19 November, held over on its last day and answered a week later. */
async function answeredComplaint(): Promise<string> {
  const wanted = { kind: "complaint", ground: "contact", words: { text: "Too late" } } as const;
  const opened = await openCase(runtime, who.actor, accountId, wanted);
  if (!opened.ok) throw new Error(opened.error);
  const { caseId } = opened.value;
  runtime.clock.set("2027-01-14T09:30:00Z");
  await holdOver(runtime);
  await mailHoldingLetterTask(runtime, { caseId, round: 1 });
  const staff: StaffActor = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "supervisor" },
    portfolioIds: [who.portfolio.id],
  };
  const answer = {
    outcome: "not-upheld",
    text: "我们查过了。".repeat(200),
    amountMinor: null,
  } as const;
  const done = await resolveCase(runtime, staff, caseId, answer);
  if (!done.ok) throw new Error(done.error);
  await mailCaseLetterTask(runtime, { caseId, round: 1 });
  return caseId;
}

/** The smallest type of each file that was mailed. */
async function mailed(): Promise<readonly number[]> {
  await sendAll(runtime, who.debtor.id);
  const files = runtime.sent.flatMap(({ attachments }) => attachments ?? []);
  return files.map(({ content }) => smallest({ bytes: content }));
}

/** Every paper there is, fetched or mailed, by the smallest type in it. */
async function everyPaper(): Promise<Readonly<Record<string, number>>> {
  await payElsewhere(runtime, accountId, 1_234_56n);
  const row = await signedAgreement();
  const receipt = smallest(await receiptFor(who));
  const agreement = smallest(await agreementCopy(row.id));
  await mailAgreementTask(runtime, { agreementId: row.id });
  const caseId = await answeredComplaint();
  const answer = smallest(await letterCopy(runtime, who.actor, caseId));
  const holding = smallest(
    await letterCopy(runtime, who.actor, caseId, { which: "holding", round: null }),
  );
  const [agreementByMail = 0, holdingByMail = 0, answerByMail = 0, ...more] = await mailed();
  expect(more).toEqual([]);
  const inside = await proven(runtime, await verified(runtime, accountId));
  const everything = smallest(await takeEverything(runtime, inside, "pdf", "zh-CN"));
  return {
    ...{ receipt, agreement, agreementByMail, answer, answerByMail },
    ...{ holding, holdingByMail, everything },
  };
}

describe("a debtor who needs large print", () => {
  test("gets every paper in it: nothing is set under 16 point", async () => {
    await needsLargePrint();
    const papers = await everyPaper();
    expect(Object.keys(papers)).toHaveLength(8);
    expect(Object.entries(papers).filter(([, size]) => size < 16)).toEqual([]);
  });

  test("and one who does not gets the standard size", async () => {
    const papers = await everyPaper();
    expect(new Set(Object.values(papers))).toEqual(new Set([8]));
  });

  test("signs the same agreement: either file of it is known, before and after", async () => {
    const row = await signedAgreement();
    const before = await agreementCopy(row.id);
    await needsLargePrint();
    const after = await agreementCopy(row.id);
    expect([smallest(before), smallest(after)]).toEqual([8, 16]);
    for (const copy of [before, after]) {
      expect(copy && (await verifyFile(runtime, copy.bytes))).toBe("unchanged");
      expect(copy?.bytes.toString("latin1")).toContain(row.sha256.toString("hex"));
    }
    const tampered = Buffer.from(after?.bytes ?? []);
    tampered[tampered.length - 2_000] = (tampered[tampered.length - 2_000] as number) ^ 1;
    expect(await verifyFile(runtime, tampered)).toBe("changed");
  });

  test("said so after a file was made: that file goes as it was made", async () => {
    const row = await signedAgreement();
    await mailAgreementTask(runtime, { agreementId: row.id });
    await needsLargePrint();
    expect(await mailed()).toEqual([8]);
  });
});

describe("the need is nobody else's to know", () => {
  test("who owes the same account reads in their own size", async () => {
    const other = await verified(runtime, (await someAccount(runtime, who.portfolio)).accountId);
    await db.query("insert into joint_debtor (account_id, debtor_id) values ($1, $2)", [
      accountId,
      other.debtor.id,
    ]);
    await payElsewhere(runtime, accountId, 100_00n);
    await needsLargePrint();
    expect(smallest(await receiptFor(who))).toBe(16);
    expect(smallest(await receiptFor(other))).toBe(8);
  });

  test("mail to a helper is set as any other, and that to the debtor is not", async () => {
    await needsLargePrint();
    const { contact } = invitation();
    const { linkToken } = await invite(runtime, await verified(runtime, accountId), { contact });
    await comeIn(runtime, linkToken);
    const html = (toHelper: boolean) =>
      runtime.sent.filter((one) => one.html && (one.to === contact) === toHelper);
    expect(html(true)).toHaveLength(2);
    expect(html(true).filter(({ html: text }) => text?.includes("font-size"))).toEqual([]);
    expect(html(false).length).toBeGreaterThan(0);
    expect(html(false).filter(({ html: text }) => !text?.includes("font-size:24px"))).toEqual([]);
  });
});
