import { describe, expect, test } from "vitest";
import { Choices, Consent } from "#app/components/forms/choice.tsx";
import { CodeField } from "#app/components/forms/code-input.tsx";
import { DateField } from "#app/components/forms/date-inputs.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { FormToken, PageForm } from "#app/components/forms/page-form.tsx";
import { render, words } from "./render.tsx";

const refused: RefusedForm = {
  values: { amount: ["about 3k"], consent: ["yes"], "since.month": ["18"], fact: ["birth"] },
  errors: { amount: ["not-an-amount"], since: ["not-a-date"], consent: ["required"] },
};

function Sample({ refused }: { refused: RefusedForm | null }) {
  const form = useFormView(refused, { amount: "600" });
  const options = ["birth", "postcode"].map((value) => ({ value, label: value, reveal: value }));
  return (
    <FormToken.Provider value="the-token">
      <PageForm>
        <ErrorSummary form={form} labels={{ amount: "How much" }} />
        <MoneyField {...form.field("amount")} label="Amount" hint="In yuan" currency="CNY" />
        <DateField form={form} name="since" label="Since" />
        <Choices {...form.field("fact")} label="Which fact" options={options} />
        <CodeField {...form.field("code")} label="Code" length={6} kind="sent" />
        <Consent {...form.field("consent")} label="I have read it" />
      </PageForm>
    </FormToken.Provider>
  );
}

describe("a form as it opens", () => {
  const html = render(<Sample refused={null} />);

  test("carries its token, starts from what is known, and accuses nobody", () => {
    expect(html).toContain('<input type="hidden" name="formToken" value="the-token"/>');
    expect(html).toContain('value="600"');
    expect(html).not.toMatch(/aria-invalid|class="err"|role="alert"/);
  });

  test("every input has a name to be called by", () => {
    expect(html).toContain('<label for="f-amount">Amount</label>');
    expect(html).toContain('aria-describedby="f-amount-hint"');
    expect(html).toContain('autoComplete="one-time-code"');
  });

  test("dates are asked for in the order of the language", () => {
    expect(words(html)).toMatch(/Day Month Year/);
    expect(words(render(<Sample refused={null} />, "zh-CN"))).toMatch(/年 月 日/);
  });
});

describe("a form that was refused", () => {
  const html = render(<Sample refused={refused} />);

  test("says first what needs another look, and leads to each", () => {
    expect(html).toContain('role="alert" tabindex="-1" autofocus=""');
    expect(words(html)).toMatch(/^3 answers need another look Everything else is saved\. How much/);
    expect(html).toContain('<a href="#f-amount">How much</a>');
    expect(html).toContain('id="f-since"');
  });

  test("keeps what was typed, even where it is wrong", () => {
    expect(html).toContain('value="about 3k"');
    expect(html).toContain(
      'name="since.month" inputMode="numeric" maxLength="2" autoComplete="off"',
    );
    expect(html).toContain('value="18"');
    expect(html).toMatch(/<input type="radio" name="fact" checked="" value="birth"\/>/);
  });

  test("only the wrong input is marked, and described by its error", () => {
    expect(html).toContain('aria-describedby="f-amount-hint f-amount-error" aria-invalid="true"');
    expect(html).not.toMatch(/id="f-code"[^>]*aria-invalid/);
  });

  test("consent is never ticked for the reader, not even again", () => {
    expect(html).toMatch(/<input type="checkbox" id="f-consent"[^>]*>/);
    expect(html).not.toMatch(/<input type="checkbox"[^>]*checked/);
  });

  test("what is typed cannot become markup", () => {
    const values = { amount: ['"><script>alert(1)</script>'] };
    const hostile = render(<Sample refused={{ values, errors: {} }} />);
    expect(hostile).not.toContain("<script>");
  });
});

function Papers() {
  const form = useFormView(null);
  const added = [{ id: "f-1", name: "payslip.pdf", bytes: 900 }];
  return (
    <PageForm encType="multipart/form-data">
      <FileField {...form.field("files")} label="Papers" added={added} />
    </PageForm>
  );
}

test("Enter in a form with an added file sends it, and does not take the file out", () => {
  const html = render(<Papers />);
  const [pressed] = html.match(/<button[^>]*>/g) ?? [];
  expect(html).toContain('name="remove"');
  expect(pressed).not.toContain("name=");
  expect(pressed).toContain('type="submit"');
});
