import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AgreementRow, findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { mailAgreementTask } from "#app/jobs/mail-agreement.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import type { Paper } from "#app/services/papers/paper.ts";
import { signedCopy } from "#app/services/plans/signed-copy.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, nameOnFile, pickNamed, sign } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let row: AgreementRow;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", 24);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  row = (await findAgreementOfPlan(db, done.value.planId)) as AgreementRow;
});

describe("the signed copy", () => {
  test("is a PDF for its signer", async () => {
    const copy = await signedCopy(runtime, signer.actor, row.id);
    expect(copy?.bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(copy?.filename).toMatch(/^agreement-2026-11-19-\w{6}\.pdf$/);
  });

  test("says both languages, every instalment, the signature and the hash", async () => {
    let paper: Paper | null = null;
    const papers = {
      ...runtime.papers,
      make: async (made: Paper) => {
        paper = made;
        return Buffer.from("");
      },
    };
    await signedCopy({ ...runtime, papers }, signer.actor, row.id);
    const text = JSON.stringify(paper);
    const hash = row.sha256.toString("hex");
    for (const said of [
      "个性化分期还款协议",
      "Personalised instalment agreement",
      hash,
      nameOnFile,
    ]) {
      expect(text).toContain(said);
    }
    const table = (paper as unknown as Paper).blocks.find((block) => block.kind === "table");
    expect(table?.rows).toHaveLength(24);
    expect(table?.total.at(-1)).toBe("0.00");
  });

  test("is nobody else's: another debtor, staff of another portfolio, a wrong id", async () => {
    const other = await someAccount(runtime, await somePortfolio(runtime));
    const stranger = await verified(runtime, other.accountId);
    const staff = { kind: "staff", staffId: row.id, role: "supervisor", portfolioIds: [] } as const;
    expect(await signedCopy(runtime, stranger.actor, row.id)).toBeNull();
    expect(await signedCopy(runtime, staff, row.id)).toBeNull();
    expect(await signedCopy(runtime, { ...signer.actor, level: 0 }, row.id)).toBeNull();
    expect(await signedCopy(runtime, signer.actor, "none")).toBeNull();
    const theirs = { ...staff, portfolioIds: [row.portfolioId] };
    expect(await signedCopy(runtime, theirs, row.id)).not.toBeNull();
  });

  test("is mailed once, with the file, however often the work is tried", async () => {
    await mailAgreementTask(runtime, { agreementId: row.id });
    await mailAgreementTask(runtime, { agreementId: row.id });
    const queued = await db.query<{ id: string }>(
      "select id from contact_record where kind = 'agreement' and account_id = $1",
      [accountId],
    );
    expect(queued).toHaveLength(1);
    await sendMessage(runtime, queued[0]?.id ?? "", true);
    const message = runtime.sent.at(-1);
    expect(message?.subject).not.toContain("10,0");
    expect(message?.attachments?.[0]).toMatchObject({ contentType: "application/pdf" });
  });
});
