import type { DebtorFrame } from "#app/components/layout/frame.tsx";
import type { KeelYear, MarkState } from "#app/components/plan/keel.tsx";
import type { Components } from "#app/domain/money/components.ts";
import { noComponents } from "#app/domain/money/components.ts";
import type { ScheduleLine } from "#app/domain/plans/offer.ts";
import { addMonths, calendarDate } from "#app/domain/primitives/date.ts";

/** One story runs through the samples: an invented person at an invented bank. */
export const today = calendarDate("2026-11-19");

export const balance: Components = {
  ...noComponents,
  principal: 1_601_232n,
  interest: 24_979n,
  penalty: 12_400n,
};
export const balanceMinor = 1_638_611n;

export const evenBalance: Components = {
  principal: 420_000n,
  interest: 180_000n,
  penalty: 90_000n,
  fees: 60_000n,
  costs: 50_000n,
};

export const paid: Components = {
  ...noComponents,
  penalty: 12_400n,
  interest: 24_979n,
  principal: 62_621n,
};

export const frame: DebtorFrame = {
  brand: "Minghu Bank",
  homeHref: "/styleguide",
  tabs: (["home", "balance", "ways", "plan", "messages"] as const).map((tab) => ({
    tab,
    href: `/styleguide?tab=${tab}`,
  })),
  phone: { display: "400-000-0000", href: "tel:4000000000" },
  phoneHours: "9:00–18:00",
  adviceHref: "/styleguide#advice",
  privacyHref: "/styleguide#privacy",
  learnHref: "/learn",
  signOutAction: "/styleguide",
};

/** Level instalments on the 25th, the last one the remainder. */
export function schedule(terms: number, levelMinor: bigint, firstMinor = balanceMinor) {
  const first = calendarDate("2026-12-25");
  let left = firstMinor;
  return Array.from({ length: terms }, (_, index): ScheduleLine => {
    const amountMinor = index === terms - 1 ? left : levelMinor;
    left -= amountMinor;
    const dueOn = addMonths(first, index, 25);
    return {
      n: index + 1,
      dueOn: index === 4 ? calendarDate("2027-04-26") : dueOn,
      movedFrom: index === 4 ? dueOn : null,
      amountMinor,
      components: { ...noComponents, principal: amountMinor },
      balanceAfterMinor: left,
    };
  });
}

export function stepsOf(key: string, label: string, lines: readonly ScheduleLine[]) {
  const after = lines.map((line) => ({ on: line.dueOn, balanceMinor: line.balanceAfterMinor }));
  return { key, label, points: [{ on: today, balanceMinor: balanceMinor }, ...after] };
}

/** Two years of marks: six paid (one after it was moved), one next. */
export function keelYears(names: readonly [string, string][]): KeelYear[] {
  return names.map(([from, to], year) => ({
    from,
    to,
    marks: Array.from({ length: 12 }, (_, month) => {
      const n = year * 12 + month + 1;
      return { n, state: stateOf(n) };
    }),
  }));
}

function stateOf(n: number): MarkState {
  if (n === 4) return "moved";
  if (n < 7) return "paid";
  return n === 7 ? "next" : "to-come";
}
