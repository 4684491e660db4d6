import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Figure } from "#app/components/money/figure.tsx";
import { layOut, partsOf, smallRest } from "#app/components/money/parts.ts";
import { SplitBar, SplitLegend } from "#app/components/money/split.tsx";
import { componentNames, noComponents } from "#app/domain/money/components.ts";
import { render, words } from "./render.tsx";

const balance = { ...noComponents, principal: 1_601_232n, interest: 24_979n, penalty: 12_400n };

describe("figures", () => {
  test("the eye gets three sizes, the ear one plain amount", () => {
    const html = render(<Figure minor={-1_638_611n} currency="CNY" />);
    expect(html).toContain('<span aria-hidden="true">−<span class="cur">¥</span>16,386');
    expect(html).toContain("<small>.11</small>");
    expect(html).toContain('<span class="sr">−¥16,386.11</span>');
  });

  test("a currency without minor places has no empty point", () => {
    expect(render(<Figure minor={500n} currency="JPY" />)).not.toContain("<small>");
  });
});

describe("a sum and its parts", () => {
  test("the legend names each part that is not zero, with its sum", () => {
    const legend = render(<SplitLegend sums={balance} currency="CNY" />, "zh-CN");
    expect(words(legend)).toBe("本金 16,012.32 利息 249.79 违约金 124.00");
  });

  test("small parts beside a dominant one are drawn again, enlarged", () => {
    expect(render(<SplitBar sums={balance} />)).toContain('class="split under"');
    expect(render(<SplitBar sums={{ ...balance, principal: 30_000n }} />)).not.toContain("under");
    expect(smallRest(layOut(partsOf({ ...noComponents, principal: 99n, costs: 1n })))).toEqual([]);
  });

  test("on a receipt the parts stand in the order of allocation", () => {
    const order = ["penalty", "interest", "principal"] as const;
    expect(partsOf(balance, order).map((part) => part.name)).toEqual([...order]);
  });

  test("the pieces fill the bar from one end to the other, in order, none invisible", () => {
    const sums = fc.record(
      Object.fromEntries(
        componentNames.map((name) => [name, fc.bigInt({ min: 0n, max: 10n ** 12n })]),
      ),
    );
    fc.assert(
      fc.property(sums, (record) => {
        const parts = partsOf({ ...noComponents, ...record });
        fc.pre(parts.length > 0);
        const pieces = layOut(parts);
        const last = pieces.at(-1);
        expect(pieces[0]?.start).toBe(0);
        expect((last?.start ?? 0) + (last?.width ?? 0)).toBeGreaterThanOrEqual(10_000);
        for (const piece of pieces) expect(piece.width).toBeGreaterThanOrEqual(30);
        const starts = pieces.map((piece) => piece.start);
        expect([...starts].sort((a, b) => a - b)).toEqual(starts);
      }),
      { numRuns: 1000 },
    );
  });
});
