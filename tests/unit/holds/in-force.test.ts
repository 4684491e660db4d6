import { describe, expect, it } from "vitest";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { type Hold, holdEffects, holdKinds } from "#app/domain/holds/hold.ts";
import { holdsOn, stoppedBy } from "#app/domain/holds/in-force.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const day = calendarDate;
const dispute: Hold = {
  kind: "dispute",
  from: day("2026-11-05"),
  to: day("2026-11-10"),
  effects: ["notices"],
};
const space: Hold = {
  kind: "breathing-space",
  from: day("2026-11-01"),
  to: null,
  effects: ["interest", "notices"],
};

describe("holds", () => {
  it.each([
    ["2026-10-31", []],
    ["2026-11-01", [space]],
    ["2026-11-05", [dispute, space]],
    ["2026-11-09", [dispute, space]],
    ["2026-11-10", [space]],
  ])("in force on %s cover [from, to)", (on, expected) => {
    expect(holdsOn([dispute, space], day(on))).toEqual(expected);
  });

  it("stop only what their effects say, and the one that began first is named", () => {
    expect(stoppedBy([dispute, space], "notices", day("2026-11-06"))).toBe(space);
    expect(stoppedBy([dispute], "notices", day("2026-11-06"))).toBe(dispute);
    expect(stoppedBy([dispute], "interest", day("2026-11-06"))).toBeNull();
    expect(stoppedBy([dispute, space], "notices", day("2026-10-31"))).toBeNull();
  });

  it("have standard effects for every kind, each effect known", () => {
    expect(Object.keys(defaultHoldEffects).sort()).toEqual([...holdKinds].sort());
    expect(
      Object.values(defaultHoldEffects)
        .flat()
        .every((e) => holdEffects.includes(e)),
    ).toBe(true);
    expect(defaultHoldEffects["agreed-plan"]).toEqual(["interest", "collection"]);
  });
});
