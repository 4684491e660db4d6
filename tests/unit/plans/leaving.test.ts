import { describe, expect, test } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import { endsWithPlan, interestAfter, type LeftPlan, runsFrom } from "#app/domain/plans/leaving.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const day = calendarDate;
const on = day("2026-11-22");
const own: Hold = {
  kind: "agreed-plan",
  from: day("2026-11-01"),
  to: null,
  effects: ["interest", "collection"],
};
const rest: Hold = {
  kind: "breathing-space",
  from: day("2026-11-10"),
  to: day("2026-12-21"),
  effects: ["interest", "notices", "collection"],
};
const frozen: LeftPlan = { interest: "frozen", own: [own], others: [], bears: true, on };

describe("interest once a plan is left", () => {
  test.each<[string, Partial<LeftPlan>, string]>([
    ["counts again where the plan had stopped it", {}, "resumes"],
    ["stays stopped by another hold", { others: [rest] }, "held"],
    ["stays stopped by another hold, of any plan", { interest: "fee", others: [rest] }, "held"],
    ["is the account's own again after a reduced rate", { interest: "reduced" }, "own-ends"],
    ["is the account's own again after a fee", { interest: "fee" }, "own-ends"],
    ["goes on where the plan bore it", { interest: "contract", own: [] }, "goes-on"],
    [
      "goes on where the policy's plans stop collection alone",
      { own: [{ ...own, effects: ["collection"] }] },
      "goes-on",
    ],
    ["is none where the account bears none", { bears: false, others: [rest] }, "none"],
    ["is not kept by a hold that has ended", { others: [{ ...rest, to: on }] }, "resumes"],
  ])("%s", (_what, changes, after) => {
    expect(interestAfter({ ...frozen, ...changes })).toBe(after);
  });
});

describe("what else ends with it", () => {
  test("is what the plan alone stopped", () => {
    expect(endsWithPlan(frozen)).toEqual(["collection"]);
    expect(endsWithPlan({ ...frozen, others: [rest] })).toEqual([]);
    expect(endsWithPlan({ ...frozen, own: [] })).toEqual([]);
  });
});

describe("the day on which something runs again", () => {
  test("is after the last of the holds that follow on each other", () => {
    const next: Hold = { ...rest, from: day("2026-12-01"), to: day("2027-01-05") };
    expect(runsFrom([rest, next], "interest", on)).toBe("2027-01-05");
    expect(runsFrom([rest], "interest", on)).toBe("2026-12-21");
    expect(runsFrom([rest], "autopay", on)).toBe(on);
  });

  test("is not known while one of them has no end", () => {
    expect(runsFrom([rest, { ...rest, to: null }], "interest", on)).toBeNull();
  });
});
