import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "#app/cli/quote.ts";
import { changed, quoteDocument } from "../../support/domain/documents.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evenkeel-quote-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function command(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    watched: false,
  };
  return { code: await run(args, io), out: out.join(""), err: err.join("") };
}

async function file(content: string | Buffer): Promise<string> {
  const path = join(folder, "document.json");
  await writeFile(path, content);
  return path;
}
const documentFile = () => file(JSON.stringify(quoteDocument()));

describe("portal quote", () => {
  it("prints one JSON document on one line", async () => {
    const { code, out, err } = await command(await documentFile(), "--json");
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toHaveLength(2);
    expect(JSON.parse(out)).toMatchObject({
      on: "2026-11-21",
      balance: { total: "10153.40" },
      proposal: { answer: "accepted" },
    });
  });

  it("prints text for people", async () => {
    const { code, out } = await command(await documentFile());
    expect(code).toBe(0);
    expect(out).toContain("Owed on 2026-11-21: CNY 10153.40 (90 days overdue)");
    expect(out).toContain("2026-11-15 to 2026-11-21, 6 days: 10000.00 at 0.0005 = 30.00");
    expect(out).toContain("instalments, 12 × 846.12, monthly (2026-12-15 to 2027-11-15)");
    expect(out).toContain("Proposal: accepted");
  });

  it("prints rates, credit, a counter-offer and the lack of offers for people", async () => {
    const annual = changed(quoteDocument(), "account.interest", { annualRate: "0.06" });
    const cheap = changed(annual, "proposal.amount", "1.00");
    const counter = await command(await file(JSON.stringify(cheap)));
    expect(counter.out).toContain("at 0.06 / 365 = ");
    expect(counter.out).toContain("Proposal: counter");
    expect(counter.out).toContain("Nearest that the policy accepts:");
    const rich = changed(quoteDocument(), "account.movements[0].amount", "20000.00");
    const paid = await command(await file(JSON.stringify({ ...rich, proposal: null })));
    expect(paid.out).toContain("credit              9376.60");
    expect(paid.out).toContain("No offers.");
    expect(paid.out).not.toContain("Proposal");
  });

  it("reads a file with a byte order mark", async () => {
    const marked = await file(`\uFEFF${JSON.stringify(quoteDocument())}`);
    expect((await command(marked, "--json")).code).toBe(0);
  });

  it.each([
    ["a wrong document", () => file('{"on":"2026-02-30"}'), "not-a-date", "on"],
    ["no object", () => file("[]"), "not-an-object", ""],
    ["nothing", () => file(""), "not-json", ""],
    ["no JSON", () => file("{on:"), "not-json", ""],
    ["another encoding", () => file(Buffer.from([0x22, 0xff, 0xfe, 0x22])), "not-json", ""],
    ["a huge file", () => file(Buffer.alloc(9 * 1024 * 1024, " ")), "document-too-large", ""],
    ["a missing file", async () => join(folder, "none.json"), "file-not-readable", ""],
    ["a folder", async () => folder, "file-not-readable", ""],
    ["an option that is not known", async () => "--jsonn", "wrong-use", ""],
  ])("refuses %s with exit 2 and the error document", async (_, path, code, at) => {
    const answer = await command(await path(), "--json");
    expect(answer.code).toBe(2);
    expect(JSON.parse(answer.out)).toMatchObject({ error: { code, path: at } });
    expect(Object.keys(JSON.parse(answer.out).error)).toEqual(["code", "message", "path"]);
  });

  it("refuses none or two files", async () => {
    expect((await command("--json")).out).toContain("wrong-use");
    expect((await command("a.json", "b.json", "--json")).out).toContain("wrong-use");
  });

  it("tells people what is wrong, and where, on standard error", async () => {
    const { code, out, err } = await command(await file('{"on":"2026-02-30"}'));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe("on: expected a date that exists, as YYYY-MM-DD (not-a-date)\n");
    expect((await command()).err).toMatch(/^name one file/);
  });
});
