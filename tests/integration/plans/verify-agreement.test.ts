import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AgreementRow, findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { judgeProof } from "#app/routes/debtor/verify/route.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { agreementBinding } from "#app/services/plans/agreement-seals.server.ts";
import { signedCopy } from "#app/services/plans/signed-copy.server.ts";
import { verifyFile, verifyFingerprint } from "#app/services/plans/verify-agreement.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let signer: Visit;
let row: AgreementRow;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  const { accountId } = await someAccount(runtime, await somePortfolio(runtime));
  signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", 24);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  row = (await findAgreementOfPlan(db, done.value.planId)) as AgreementRow;
});

const pdf = async () => (await signedCopy(runtime, signer.actor, row.id))?.bytes as Buffer;
const json = () => runtime.sealer.openBytes(agreementBinding(row), row.sealed);

describe("an agreement that somebody holds", () => {
  test("is known by its fingerprint, however it is typed", async () => {
    const hash = row.sha256.toString("hex");
    expect(await verifyFingerprint(runtime, hash)).toBe("signed");
    const spaced = hash.toUpperCase().replace(/(.{8})/g, "$1 ");
    expect(await verifyFingerprint(runtime, spaced)).toBe("signed");
    expect(await verifyFingerprint(runtime, `SHA-256 ${hash}`)).toBe("signed");
    expect(await verifyFingerprint(runtime, `SHA-256：${spaced}\n1/3`)).toBe("signed");
    expect(await verifyFingerprint(runtime, `${hash}0`)).toBe("unknown");
    expect(await verifyFingerprint(runtime, hash.replace(/^./, "g"))).toBe("unknown");
    expect(await verifyFingerprint(runtime, "0".repeat(64))).toBe("unknown");
  });

  test("as our PDF is unchanged, days later too", async () => {
    const file = await pdf();
    runtime.clock.advance(3 * 86_400_000);
    expect(await verifyFile(runtime, file)).toBe("unchanged");
  });

  test("as our PDF is unchanged when a later version draws it otherwise", async () => {
    const file = await pdf();
    const later = testRuntime(db, {
      papers: { ...runtime.papers, make: async () => Buffer.from("%PDF-1.7 drawn otherwise") },
    });
    expect(await verifyFile(later, file)).toBe("unchanged");
    const forged = Buffer.concat([file, Buffer.from(" ")]);
    expect(await verifyFile(later, forged)).toBe("changed");
  });

  test("as a PDF of which one byte differs is changed", async () => {
    const file = Buffer.from(await pdf());
    const at = file.length - 2_000;
    file[at] = (file[at] as number) ^ 1;
    expect(await verifyFile(runtime, file)).toBe("changed");
  });

  test("as JSON counts by its content, not by its layout", async () => {
    const agreement = JSON.parse(json().toString("utf8"));
    const laidOut = Buffer.from(JSON.stringify(agreement, null, 2));
    expect(await verifyFile(runtime, laidOut)).toBe("unchanged");
    agreement.plan.toPay = "1.00";
    expect(await verifyFile(runtime, Buffer.from(JSON.stringify(agreement)))).toBe("unknown");
  });

  test("is no agreement at all when it is any other file", async () => {
    for (const text of ["%PDF-1.7 something", "{", "", "\0\0\0", "null"]) {
      expect(await verifyFile(runtime, Buffer.from(text))).toBe("unknown");
    }
  });
});

describe("the page", () => {
  test("asks for its form's token and slows nobody but who asks too often", async () => {
    const context = { runtime, clientAddress: "203.0.113.9" } as unknown as AppLoadContext;
    const ask = () => {
      const body = new FormData();
      body.set("fingerprint", row.sha256.toString("hex"));
      return judgeProof(new Request("http://127.0.0.1/verify", { method: "POST", body }), context);
    };
    expect((await ask()).data).toMatchObject({ verdict: null });
    for (let n = 0; n < 19; n += 1) await ask();
    const late = await ask().catch((thrown: unknown) => thrown as Response);
    expect(late).toMatchObject({ status: 429 });
  });
});
