import { describe, expect, test } from "vitest";
import { facesFor } from "#app/gateways/files/fonts.server.ts";
import { pdfMaker } from "#app/gateways/files/pdf-maker.server.ts";
import { runsOf } from "../../support/pdf.ts";

const drawn = async (name: string) => {
  const faces = await facesFor(name, 400);
  return [...name].filter((one) =>
    faces.some(({ characters }) => characters.has(one.codePointAt(0) ?? 0)),
  );
};

describe("a name with rare characters", () => {
  test("is drawn where the typeface has them, however seldom they are", async () => {
    // The last ten are of the extensions A to E: names of the general standard list (2013).
    const name = "龑喆犇靐·买买提䶮㛃㙍㑇䲜𬭎𬸚𫟦𬍛𫖯";
    expect(await drawn(name)).toEqual([...name]);
  });

  test("is drawn where only a typeface of rare characters has them", async () => {
    // Of the extensions B, C, D, E and F.
    const name = "𠮷𨰻𪜀𫝀𬎆𬺡";
    expect(await drawn(name)).toEqual([...name]);
  });

  test("is drawn in the letters of its own alphabet", async () => {
    const name = "Łukasz Żółć Šárka Ğözde İpek Țăran Nguyễn Ќирил Χρῆστος";
    expect((await drawn(name)).join("")).toBe(name);
  });

  test("and an English apostrophe are as wide as letters are", async () => {
    const block = { kind: "text", text: "O’Hara’s" } as const;
    const at = new Date("2026-11-19T08:00:00Z");
    const paper = { title: "Paper", lang: "en", at, foot: "—", blocks: [block] };
    const [run] = runsOf(await pdfMaker.make(paper, "standard"));
    expect(run?.text).toBe("O'Hara's");
    expect((run?.right ?? 0) - (run?.x ?? 0)).toBeLessThan(8 * 0.6 * (run?.size ?? 0));
  });

  // What no typeface holds is written as its number: "[U+30EDE]", never left blank.
  test("is on the paper all the same where it has not", async () => {
    expect(await drawn("𰻞")).toEqual([]);
    const paper = (name: string) =>
      pdfMaker.make(
        {
          title: "协议",
          lang: "zh-CN",
          at: new Date("2026-11-19T08:00:00Z"),
          foot: "SHA-256 0",
          blocks: [{ kind: "facts", rows: [["姓名", name]] }],
        },
        "standard",
      );
    const rare = await paper("李𰻞");
    expect(rare.equals(await paper("李[U+30EDE]"))).toBe(true);
    expect(rare.equals(await paper("李"))).toBe(false);
  });
});
