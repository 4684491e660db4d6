import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { csvTaker, jsonTaker, type LinkTaker, letterTaker } from "#app/cli/link-takers.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { saveSupport } from "#app/db/stores/support-needs.server.ts";
import { noSupport } from "#app/domain/notices/support.ts";
import { system } from "#app/services/act.server.ts";
import { issueLinks } from "#app/services/links/issue-links.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { supportBinding } from "#app/services/support/support-of.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { someDebtor } from "../support/debtor.ts";
import { runsOf } from "../support/pdf.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let people: Awaited<ReturnType<typeof someDebtor>>;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  people = await someDebtor(runtime, portfolio, 1, { address: "示例路1号" });
});

describe("letters to print", () => {
  const folder = mkdtempSync(join(tmpdir(), "evenkeel-letters-"));
  const out = join(folder, "letters.PDF");
  afterAll(() => rmSync(folder, { recursive: true }));

  function takerOf(perFile?: number): LinkTaker {
    const taker = letterTaker(runtime, portfolio, out, perFile);
    if (!taker.ok) throw new Error(taker.error.message);
    return taker.value;
  }

  /** The letters of all accounts, by page. */
  async function print(perFile?: number): Promise<{ files: string[]; pages: string[][] }> {
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    const taker = takerOf(perFile);
    const wish = { conditions: [], channel: "letter" } as const;
    await issueLinks(runtime, system, portfolio, wish, (line) => taker.take(line));
    const { files } = (await taker.close()) as { files: string[] };
    return { files, pages: files.map((file) => textsOf(readFileSync(file))) };
  }

  const readsLargePrint = (debtor: DebtorRow) => {
    const row = { debtorId: debtor.id, portfolioId: debtor.portfolioId };
    const sealed = runtime.sealer.seal(supportBinding(row), {
      ...noSupport,
      needs: ["large-print"],
    });
    return saveSupport(db, { ...row, sealed, updatedAt: new Date(runtime.clock.now()) });
  };

  const textsOf = (pdf: Buffer): string[] => {
    const pages: string[] = [];
    for (const { page, text } of runsOf(pdf)) pages[page] = `${pages[page] ?? ""}${text}`;
    return pages;
  };

  it("begin each on a page of its own, in the debtor's language and size", async () => {
    const second = await someDebtor(runtime, portfolio, 2, {
      locale: "en",
      address: "2 Mockup Ln",
    });
    await readsLargePrint(second.debtor);
    const { files, pages } = await print();
    expect(files).toEqual([out]);
    const [chinese = "", ...english] = pages[0] ?? [];
    expect(chinese).toContain("编号：A-1");
    expect(chinese).toContain("示例路1号");
    expect(chinese).toContain(`${runtime.settings.origin}/find`);
    expect(chinese).toContain("1 / 1");
    expect(english.join("")).toContain("Reference: A-2");
    const sizes = (page: number) =>
      runsOf(readFileSync(out)).flatMap((run) => (run.page === page ? [run.size] : []));
    expect(Math.min(...sizes(0))).toBeLessThan(12);
    expect(Math.min(...sizes(1))).toBeGreaterThanOrEqual(16);
    for (const text of pages.flat()) expect(text, "no figure of the debt").not.toMatch(/\d\.\d\d/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it("go on in further files where there are many", async () => {
    for (const n of [2, 3]) await someDebtor(runtime, portfolio, n, { address: `示例路${n}号` });
    const { files, pages } = await print(2);
    expect(files).toEqual([out, join(folder, "letters-2.PDF")]);
    expect(pages.map((texts) => texts.length)).toEqual([2, 1]);
  });

  it("say their language and size to a printer of its own", async () => {
    await readsLargePrint(people.debtor);
    const rows: string[] = [];
    const [csv, json] = [csvTaker("letter", (row) => rows.push(row), null), jsonTaker("letter")];
    const wish = { conditions: [], channel: "letter" } as const;
    await issueLinks(runtime, system, portfolio, wish, async (line) => {
      await csv.take(line);
      await json.take(line);
    });
    expect(rows[0]?.trim().endsWith("postcode,locale,print")).toBe(true);
    expect(rows[1]?.trim().endsWith(",zh-CN,large")).toBe(true);
    expect(await json.close()).toMatchObject({ links: [{ locale: "zh-CN", print: "large" }] });
  });

  it("of nobody are no file", async () => {
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    expect(await takerOf().close()).toEqual({ files: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are never written over, nor lost when the run is cut off", async () => {
    await print();
    expect(letterTaker(runtime, portfolio, out)).toMatchObject({
      ok: false,
      error: { code: "file-exists", path: "out" },
    });
    rmSync(out);
    const taker = takerOf();
    const wish = { conditions: [], channel: "letter" } as const;
    const cut = issueLinks(runtime, system, portfolio, wish, async (line) => {
      await taker.take(line);
      throw new Error("the power went");
    });
    await expect(cut).rejects.toThrow("the power went");
    const [row] = await db.query<{ sent: boolean }>(
      `select sent_at is not null as sent from portal_link where portfolio_id = $1
       order by id desc`,
      [portfolio.id],
    );
    expect(row?.sent).toBe(true);
    expect(readFileSync(`${out}.csv`, "utf8")).toMatch(/^A-1,.*\/l\/[\w-]{43},.*示例路1号/);
    expect(statSync(`${out}.csv`).mode & 0o777).toBe(0o600);
  });
});
