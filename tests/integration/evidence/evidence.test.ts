import { deflateRawSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendEvidence } from "#app/db/stores/evidence.server.ts";
import { forgetUnsentFilesTask } from "#app/jobs/forget-unsent-files.server.ts";
import type { DebtorActor, StaffActor } from "#app/services/actor.ts";
import type { ReceivedFile } from "#app/services/evidence/evidence-file.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { filesOf, unsentFiles } from "#app/services/evidence/list-evidence.server.ts";
import { openEvidence } from "#app/services/evidence/open-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let actor: DebtorActor;

beforeAll(async () => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  ({ actor } = await verified(runtime, accountId));
});

const payslip = "%PDF-1.7 plainly a payslip";
const received = (name: string, body: string | Uint8Array): ReceivedFile => {
  const content = typeof body === "string" ? Buffer.from(body, "latin1") : body;
  return { name, bytes: content.length, content };
};
const keep = (...files: readonly ReceivedFile[]) => {
  const whatFor = { portfolioId: portfolio.id, accountId, purpose: "hardship" } as const;
  return keepEvidence(runtime, actor, whatFor, files);
};
const unsent = () => unsentFiles(runtime, actor.debtorId, accountId, "hardship");

async function sent(): Promise<{ fileId: string; caseId: string }> {
  await keep(received("工资单.pdf", payslip));
  const caseId = runtime.ids.next();
  const whose = { debtorId: actor.debtorId, accountId, purpose: "hardship" } as const;
  await db.transaction((tx) => sendEvidence(tx, whose, caseId));
  const [file] = await filesOf(runtime, caseId);
  return { fileId: file?.id as string, caseId };
}

const staffOf = (role: StaffActor["role"], portfolioIds: readonly string[]): StaffActor => ({
  kind: "staff",
  staffId: runtime.ids.next(),
  role,
  portfolioIds,
});

describe("files that are handed in", () => {
  test("wait until the form is sent, then belong to the case", async () => {
    expect(await keep(received("工资单.pdf", payslip))).toMatchObject({ ok: true });
    expect(await unsent()).toMatchObject([{ name: "工资单.pdf", type: "application/pdf" }]);
    const { caseId } = await sent();
    expect(await unsent()).toEqual([]);
    expect(await filesOf(runtime, caseId)).toHaveLength(2);
  });

  test("lie sealed: neither name nor content is in the database", async () => {
    await keep(received("payslip-of-somebody.pdf", payslip));
    const [row] = await db.query<{ raw: string }>(
      "select row_to_json(f)::text as raw from evidence_file f",
    );
    expect(row?.raw).not.toContain(Buffer.from("payslip").toString("hex"));
  });

  const bomb = Buffer.concat([
    Buffer.from("PK\x03\x04", "latin1"),
    deflateRawSync(Buffer.alloc(64 * 1024 * 1024)),
  ]);
  const tooLarge = { name: "film.pdf", bytes: 1024 ** 3, content: null };

  test.each<[string, ReceivedFile, string]>([
    ["wrong type", received("tool.pdf", "MZ\x90\0"), "evidence-type"],
    ["zip bomb", received("statement.docx", bomb), "evidence-type"],
    ["script in a name", received("<script>x</script>.pdf", payslip), "evidence-name"],
    ["0 bytes", received("empty.pdf", ""), "evidence-empty"],
    ["1 GB", tooLarge, "evidence-too-large"],
  ])("%s: refused by its reason, the good one beside it kept", async (_, bad, reason) => {
    const kept = await keep(bad, received("good.pdf", payslip));
    expect(kept).toEqual({ ok: false, error: reason });
    expect((await unsent()).map(({ name }) => name)).toEqual(["good.pdf"]);
  });

  test("a hundred small ones are too many, and none is called too large", async () => {
    const many = Array.from({ length: 100 }, (_, n) => received(`${n}.pdf`, payslip));
    const read = many.map((file, n) => (n < 20 ? file : { ...file, content: null }));
    expect(await keep(...read)).toEqual({ ok: false, error: "evidence-too-many" });
    expect((await unsent()).map(({ name }) => name)).toHaveLength(5);
  });

  test("five at most, however many tabs send them", async () => {
    const three = [1, 2, 3].map((n) => received(`${n}.pdf`, payslip));
    const both = await Promise.all([keep(...three), keep(...three)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await unsent()).toHaveLength(5);
  });

  test("one that was added by mistake is taken back; one that was sent stays", async () => {
    const { fileId } = await sent();
    await keep(received("mistake.pdf", payslip));
    const [added] = await unsent();
    expect(await removeEvidence(runtime, actor, added?.id as string)).toBe(true);
    expect(await removeEvidence(runtime, actor, fileId)).toBe(false);
    expect(await unsent()).toEqual([]);
  });

  test("never sent: forgotten after a week", async () => {
    const { caseId } = await sent();
    await keep(received("forgotten.pdf", payslip));
    runtime.clock.advance(8 * 86_400_000);
    await forgetUnsentFilesTask(runtime);
    expect(await unsent()).toEqual([]);
    expect(await filesOf(runtime, caseId)).toHaveLength(1);
  });
});

describe("who may open a file", () => {
  test("the debtor who handed it in, and no other", async () => {
    const { fileId } = await sent();
    const opened = await openEvidence(runtime, actor, fileId);
    expect(opened?.content.toString("latin1")).toBe(payslip);
    const other = await someAccount(runtime, portfolio);
    const stranger = await verified(runtime, other.accountId);
    expect(await openEvidence(runtime, stranger.actor, fileId)).toBeNull();
    expect(await openEvidence(runtime, { ...actor, level: 0 }, fileId)).toBeNull();
  });

  test("staff of the portfolio with the permission; each look is recorded", async () => {
    const { fileId } = await sent();
    const server = staffOf("customer-service", [portfolio.id]);
    expect(await openEvidence(runtime, server, fileId)).toMatchObject({ name: "工资单.pdf" });
    const lines = await db.query(
      "select 1 from audit where action = 'evidence.opened' and subject = $1 and actor = $2",
      [`evidence:${fileId}`, `staff:${server.staffId}`],
    );
    expect(lines).toHaveLength(1);
    expect(await openEvidence(runtime, staffOf("supervisor", []), fileId)).toBeNull();
    await expect(
      openEvidence(runtime, staffOf("collector", [portfolio.id]), fileId),
    ).rejects.toThrow("collector has no evidence:read");
  });

  test("nobody of the staff before it is sent", async () => {
    await keep(received("thinking-about-it.pdf", payslip));
    const [file] = await unsent();
    const server = staffOf("customer-service", [portfolio.id]);
    expect(await openEvidence(runtime, server, file?.id as string)).toBeNull();
  });
});
