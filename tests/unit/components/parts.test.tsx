import { describe, expect, test } from "vitest";
import { failureOf } from "#app/components/layout/failure.ts";
import { lastHandle } from "#app/components/layout/page-handle.ts";
import { Agreement, Clause, Fingerprint } from "#app/components/plan/agreement.tsx";
import { Keel } from "#app/components/plan/keel.tsx";
import { Schedule } from "#app/components/plan/schedule.tsx";
import { Delivery } from "#app/components/ui/delivery.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { noComponents } from "#app/domain/money/components.ts";
import { addMonths, calendarDate } from "#app/domain/primitives/date.ts";
import { render, words } from "./render.tsx";

const times = { recorded: "14:02", sent: "14:02" };

describe("delivery", () => {
  test("the current step is named as such, later ones are to come", () => {
    const html = render(<Delivery state={{ reached: "sent", times }} />);
    expect(html).toContain('<li class="done now" aria-current="step">Sent<time>14:02</time></li>');
    expect(html).toContain("<li>Applied</li>");
  });

  test("when applied it folds to a tick", () => {
    const state = { reached: "applied", times: { applied: "16:41" } } as const;
    expect(words(render(<Delivery state={state} />, "zh-CN"))).toBe("已生效，16:41");
  });
});

describe("a sentence", () => {
  const nb = /<span class="nb">(.*?)<\/span>/g;
  const kept = (html: string) => [...html.matchAll(nb)].map(([, text]) => text);

  test("keeps its sums and days whole, and says the same", () => {
    const text = "今天一共欠8,412.40元，折合1,155美元，分12期，第一笔2026年12月22日，最晚1月5日。";
    const html = render(<Lead>{text}</Lead>, "zh-CN");
    expect(kept(html)).toEqual(["8,412.40元", "1,155美元", "2026年12月22日", "1月5日"]);
    expect(html.replace(/<[^>]+>/g, "")).toBe(text);
  });

  test("without any is left as it is", () => {
    expect(render(<Lead>You owe $8,412.40 today.</Lead>)).toContain(">You owe $8,412.40 today.<");
  });
});

describe("schedule", () => {
  const first = calendarDate("2026-12-25");
  const lines = Array.from({ length: 24 }, (_, index) => ({
    n: index + 1,
    dueOn: addMonths(first, index),
    movedFrom: index === 0 ? calendarDate("2026-12-24") : null,
    amountMinor: 100n,
    components: noComponents,
    balanceAfterMinor: BigInt(23 - index) * 100n,
  }));

  test("a short one is shown whole, of a long one the middle is folded", () => {
    const props = { currency: "CNY", caption: "Schedule" } as const;
    expect(render(<Schedule lines={lines.slice(-3)} {...props} />)).not.toContain("<details");
    const long = words(render(<Schedule lines={lines} {...props} />));
    expect(long).toContain("Payments 6 to 23");
    for (const { n } of lines) expect(long).toMatch(new RegExp(` ${n} 25 \\w{3} \\d{4}`));
  });

  test("the total is what the lines add up to, and nothing is left", () => {
    const text = words(render(<Schedule lines={lines} currency="CNY" caption="S" />, "zh-CN"));
    expect(text).toMatch(/24期合计 24\.00 0\.00$/);
    expect(text).toContain("原定12月24日，不是工作日，顺延");
  });

  test("in an agreement the heads stand in both languages", () => {
    const html = render(<Schedule lines={lines} currency="CNY" caption="S" bilingual />, "zh-CN");
    expect(html).toContain('应还日<span class="sub" lang="en">Due</span>');
  });
});

describe("agreement", () => {
  test("both languages carry their own tag and the same weight", () => {
    const wordings = [
      { locale: "zh-CN", title: "一、欠款", text: "欠款余额" },
      { locale: "en", title: "1. What is owed", text: "The balance" },
    ] as const;
    const titles = [{ locale: "en", text: "Agreement" }] as const;
    const html = render(
      <Agreement titles={titles}>
        <Clause wordings={wordings} />
        <Fingerprint label="One hash" hash="5c1f08d29b7e" />
      </Agreement>,
    );
    expect(html).toContain('<div lang="zh-CN"><h3>一、欠款</h3><p>欠款余额</p></div>');
    expect(html).toContain('<div lang="en"><h3>1. What is owed</h3><p>The balance</p></div>');
    expect(words(html)).toContain("5c1f 08d2 9b7e");
  });
});

describe("keel", () => {
  test("every mark has its text", () => {
    const marks = (["paid", "moved", "next", "to-come"] as const).map((state, index) => ({
      n: index + 1,
      state,
    }));
    const html = render(<Keel years={[{ from: "Dec 2026", to: "Nov 2027", marks }]} />);
    expect(words(html)).toBe(
      "Year 1: Dec 2026 to Nov 2027 1 paid 2 paid, after it was moved 3 next 4 to come " +
        "Paid Moved Next",
    );
  });
});

describe("what a failure is to the reader", () => {
  const refusal = (status: number) => ({ status, statusText: "", internal: false, data: null });

  test.each([
    [refusal(404), "notFound"],
    [refusal(401), "forbidden"],
    [refusal(403), "forbidden"],
    [refusal(409), "conflict"],
    [refusal(400), "unreadable"],
    [refusal(413), "unreadable"],
    [refusal(429), "tooMany"],
    [refusal(405), "notFound"],
    [refusal(503), "unavailable"],
    [new Error("secret detail"), "unavailable"],
    ["thrown text", "unavailable"],
    [null, "unavailable"],
  ])("%o", (error, failure) => {
    expect(failureOf(error)).toBe(failure);
  });
});

describe("handles", () => {
  test("the deepest route that says something wins; no route asks for script by itself", () => {
    const matches = [{ handle: { area: "staff", script: true } }, { handle: undefined }];
    expect(lastHandle(matches, "script")).toBe(true);
    expect(lastHandle([...matches, { handle: { script: false } }], "script")).toBe(false);
    expect(lastHandle([{ handle: undefined }], "script")).toBeUndefined();
  });
});
