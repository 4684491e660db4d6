import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Choices } from "#app/components/forms/choice.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { bareFrame, FrameContext, type KeptAnswers } from "#app/components/layout/frame.tsx";
import { AddToCase, NextStep } from "#app/routes/debtor/case/acts.tsx";
import type { CasePage } from "#app/services/reading/case.server.ts";
import { render } from "./render.tsx";

const draft = (name: string, values: KeptAnswers["values"]): KeptAnswers => ({
  ...{ form: `/a/x${name === "" ? "" : `#${name}`}`, name, values },
  ...{ savedAt: Date.UTC(2026, 10, 19), zone: "Asia/Shanghai" },
});

function shown(kept: readonly KeptAnswers[], page: React.ReactElement): string {
  return render(
    <FrameContext.Provider value={{ ...bareFrame, kept }}>{page}</FrameContext.Provider>,
  );
}

function One({ names, initial = {} }: { names: string; initial?: Record<string, string[]> }) {
  const form = useFormView(null, initial, names);
  const options = ["mail", "print"].map((value) => ({ value, label: value }));
  return (
    <PageForm kept={names === "" ? true : names}>
      <TextAreaField {...form.field("text")} label="Words" />
      <Choices {...form.field("needs")} multiple label="Needs" options={options} />
    </PageForm>
  );
}

describe("the kept forms of one page", () => {
  const both = [draft("add", { text: ["one"] }), draft("again", { text: ["two"] })];

  test("each start from their own words, and say so", () => {
    const html = shown(both, <One names="again add" />);
    expect(html).toContain(">two</textarea>");
    expect(html).not.toContain("one</textarea>");
    expect(html).toContain('name="form" value="/a/x#again"');
    expect(html).toContain('name="kept" value="again add"');
  });

  test("start from those in whose place they stand, and from no others", () => {
    expect(shown(both.slice(0, 1), <One names="again add" />)).toContain(">one</textarea>");
    expect(shown(both, <One names="" />)).not.toMatch(/(one|two)<\/textarea>/);
  });

  test("show every box as it was left: what was unticked stays so", () => {
    const initial = { needs: ["mail", "print"] };
    expect(shown([], <One names="" initial={initial} />).match(/checked/g)).toHaveLength(2);
    const html = shown([draft("", { needs: ["print"] })], <One names="" initial={initial} />);
    expect(html.match(/checked/g)).toHaveLength(1);
  });
});

describe("the page of a case", () => {
  const page = { question: null, unsent: [], may: { accept: true, reopen: true } };
  const props = { page: page as unknown as CasePage, refused: undefined };

  test("keeps what is added, and has it still when the case was answered meanwhile", () => {
    const kept = [draft("add", { act: ["add"], text: ["a receipt is here"] })];
    expect(shown(kept, <AddToCase {...props} />)).toContain(">a receipt is here</textarea>");
    const answered = shown(kept, <NextStep {...props} />);
    expect(answered).toContain(">a receipt is here</textarea>");
    expect(answered).toContain("data-kept");
  });
});

describe("every page of a debtor with room for words", () => {
  const files = readdirSync("app/routes/debtor", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tsx"))
    .map((path) => `app/routes/debtor/${path}`)
    .map((path) => ({ path, text: readFileSync(path, "utf8") }))
    .filter(({ text }) => text.includes("<TextAreaField"));

  test("is looked at", () => {
    expect(files.length).toBeGreaterThan(5);
  });

  test.each(files)("$path keeps them", ({ text }) => {
    expect(text).toMatch(/<PageForm kept/);
  });
});
