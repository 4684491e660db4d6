import { describe, expect, test } from "vitest";
import { pdfMaker } from "#app/gateways/files/pdf-maker.server.ts";
import type { Paper, PaperBlock } from "#app/services/papers/paper.ts";
import { type Run, runsOf, sizesOf } from "../../support/pdf.ts";

const paperOf = (blocks: readonly PaperBlock[], foot = "样本银行"): Paper => ({
  title: "Paper",
  lang: "en",
  at: new Date("2026-11-19T08:00:00Z"),
  foot,
  blocks,
});

const words = "One payment of 400.00 on 12 June was booked to another account. ".repeat(80).trim();
const han = "我们查了三月到八月的全部账单，您在六月付的一笔当时记错了，现在已经改正。".repeat(60);
const hash = "0123456789abcdef".repeat(4);

const table: PaperBlock = {
  kind: "table",
  columns: [
    { head: "期 / No.", share: 0.12 },
    { head: "应还日 / Due", share: 0.4 },
    { head: "金额 / Amount (CNY)", share: 0.24, right: true },
    { head: "之后余额 / Left after", share: 0.24, right: true },
  ],
  rows: Array.from({ length: 60 }, (_, index) => [
    String(index + 1),
    `2026-12-${String((index % 28) + 1).padStart(2, "0")}  (2026-12-01 →)`,
    "1,234,567.89",
    `${60 - index},000.00`,
  ]),
  total: ["", "合计 / Sum", "74,074,073.40", "0.00"],
};

const everyBlock: readonly PaperBlock[] = [
  { kind: "title", lines: ["个性化分期还款协议", "Personalised instalment agreement"] },
  { kind: "note", text: "This paper is for reading." },
  {
    kind: "facts",
    rows: [
      ["两种语言共用的指纹 / Fingerprint of both", hash],
      ["信 / Letter", han],
    ],
  },
  {
    kind: "pair",
    sides: [
      { title: "一、欠款", text: han },
      { title: "1. What is owed", text: words },
    ],
  },
  { kind: "heading", text: "Schedule" },
  table,
  { kind: "heading", text: "Why" },
  { kind: "text", text: `${words}\n\n${han}` },
  { kind: "text", text: hash.repeat(40) },
];

const edges = { left: 56, right: 595.28 - 56, bottom: 28, top: 841.89 - 28 };
const letters = (text: string) =>
  [...text]
    .filter((one) => one.trim() !== "")
    .sort()
    .join("");
const outside = ({ x, y, right }: Run) =>
  x < edges.left - 0.5 || right > edges.right + 0.5 || y < edges.bottom || y > edges.top;

describe("a paper in large print", () => {
  test("has nothing under 16 point, and what is read in 18", async () => {
    const pdf = await pdfMaker.make(paperOf(everyBlock), "large");
    expect(sizesOf(pdf)[0]).toBe(16);
    const read = runsOf(pdf).filter(({ text }) => /payment of|三月到八月/.test(text));
    expect(new Set(read.map(({ size }) => size))).toEqual(new Set([18]));
  });

  test("is set as before for whoever did not ask", async () => {
    const pdf = await pdfMaker.make(paperOf(everyBlock), "standard");
    expect(sizesOf(pdf)).toEqual([8, 8.5, 9, 9.5, 10, 10.5, 12, 13, 18]);
  });

  test.each(["large", "standard"] as const)("in %s keeps within its page", async (size) => {
    // Both languages of a clause stand side by side in standard, and no clause fills a page.
    const blocks = everyBlock.filter(({ kind }) => size === "large" || kind !== "pair");
    const runs = runsOf(await pdfMaker.make(paperOf(blocks, `SHA-256 ${hash}`), size));
    expect(runs.filter(outside)).toEqual([]);
    const feet = runs.filter(({ text }) => text.startsWith("SHA-256"));
    expect(feet.length).toBe(new Set(runs.map(({ page }) => page)).size);
    for (const foot of feet) {
      const over = runs.filter(({ page, y }) => page === foot.page && y > foot.y);
      expect(Math.min(...over.map(({ y }) => y)) - foot.y).toBeGreaterThan(foot.size * 1.5);
    }
  });

  test("loses no letter where a text goes on over pages", async () => {
    const blocks: readonly PaperBlock[] = [
      { kind: "facts", rows: [["信 / Letter", han]] },
      { kind: "text", text: words },
      {
        kind: "pair",
        sides: [
          { title: "一", text: han },
          { title: "1", text: words },
        ],
      },
      { kind: "text", text: hash.repeat(40) },
    ];
    const runs = runsOf(await pdfMaker.make(paperOf(blocks, "—"), "large"));
    const shown = runs.map(({ text }) => text).filter((text) => !/^—$|^\d+ \/ \d+$/.test(text));
    const asked = ["信/Letter", han, words, "一", han, "1", words, hash.repeat(40)];
    expect(letters(shown.join(""))).toBe(letters(asked.join("")));
    const pages = new Set(runs.map(({ page }) => page));
    expect(pages.size).toBeGreaterThan(6);
  });

  test("leaves no line of a paragraph alone on its page", async () => {
    for (const length of [20, 21, 22, 23, 24, 25, 26, 27, 28]) {
      const text = "账".repeat(26 * length);
      const runs = runsOf(await pdfMaker.make(paperOf([{ kind: "text", text }], "—"), "large"));
      const lines = runs.filter((run) => run.text.startsWith("账"));
      const counts = [0, 1].map((page) => lines.filter((run) => run.page === page).length);
      expect(counts).not.toContain(1);
    }
  });
});

describe("a table in large print", () => {
  const sums = (amount: string): PaperBlock => ({
    ...table,
    rows: [["1", "2026-12-19", amount, "0.00"]],
    total: ["", "Sum", amount, "0.00"],
  });
  const widthOfSum = async (amount: string) => {
    const runs = runsOf(await pdfMaker.make(paperOf([sums(amount)]), "large"));
    return runs.filter(({ text }) => text === amount);
  };

  test("keeps its columns while every sum has room", async () => {
    const [shown] = await widthOfSum("368.98");
    expect(shown?.x).toBeGreaterThan(300);
  });

  test("is set row by row where a sum would not stand on one line", async () => {
    const wide = "1,234,567,890,123.45";
    const shown = await widthOfSum(wide);
    expect(shown).toHaveLength(2);
    expect(shown[0]?.x).toBeLessThan(300);
  });

  test("repeats its heads on each page", async () => {
    const rows =
      table.kind === "table" ? table.rows.map((row) => [...row.slice(0, 2), "1.00", "2.00"]) : [];
    const long = { ...table, rows, total: ["", "Sum", "60.00", "0.00"] } as PaperBlock;
    const runs = runsOf(await pdfMaker.make(paperOf([long]), "large"));
    const heads = runs.filter(({ text }) => text.startsWith("应还日"));
    expect(heads.length).toBe(new Set(runs.map(({ page }) => page)).size);
  });
});
