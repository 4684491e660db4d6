import { beforeEach, describe, expect, test } from "vitest";
import type { AddedStaff } from "#app/services/staff/add-staff.server.ts";
import { readStaffVisit } from "#app/services/staff/read-staff-visit.server.ts";
import { signIn } from "#app/services/staff/sign-in.server.ts";
import { signOut } from "#app/services/staff/sign-out.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { codeOf, someStaff, tokenOfStaff } from "../../support/staff.ts";

const db = withTestDatabase();
const minuteMs = 60_000;

let runtime: TestRuntime;
let staff: AddedStaff;

beforeEach(async () => {
  runtime = testRuntime(db);
  staff = await someStaff(runtime, "collector");
});

function attempt(changes: Partial<{ email: string; password: string; code: string }> = {}) {
  const { email, password } = staff;
  const right = { email, password, code: codeOf(runtime, staff), address: "203.0.113.9" };
  return signIn(runtime, { ...right, ...changes });
}

const wrong = { ok: false, error: { kind: "wrong" } };

/** A code that the authenticator does not show now. */
function otherCode(): string {
  return codeOf(runtime, staff) === "000000" ? "000001" : "000000";
}

describe("coming in", () => {
  test("password and authenticator open a session with the role", async () => {
    const visit = await readStaffVisit(runtime, await tokenOfStaff(runtime, staff));
    expect(visit?.actor).toMatchObject({ kind: "staff", staffId: staff.id, role: "collector" });
  });

  test("the address counts in any case, with spaces around it", async () => {
    const outcome = await attempt({ email: ` ${staff.email.toUpperCase()} ` });
    expect(outcome.ok).toBe(true);
  });

  test("a wrong password, a wrong code and an unknown address answer alike", async () => {
    expect(await attempt({ password: "another-password" })).toEqual(wrong);
    expect(await attempt({ code: otherCode() })).toEqual(wrong);
    expect(await attempt({ email: "nobody@example.com" })).toEqual(wrong);
  });

  test("a code works once, and no older one after it", async () => {
    expect((await attempt()).ok).toBe(true);
    expect(await attempt()).toEqual(wrong);
    expect(await attempt({ code: codeOf(runtime, staff, -1) })).toEqual(wrong);
    runtime.clock.advance(30_000);
    expect((await attempt()).ok).toBe(true);
  });

  test("two at once with the same code: one of them comes in", async () => {
    const outcomes = await Promise.all([attempt(), attempt(), attempt()]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  });

  test("a code of five minutes ago is none", async () => {
    expect(await attempt({ code: codeOf(runtime, staff, -10) })).toEqual(wrong);
  });
});

describe("too many wrong answers", () => {
  test("the fifth locks, whether anybody has the address or not", async () => {
    for (const email of [staff.email, "nobody-else@example.com"]) {
      for (let n = 1; n <= 4; n += 1) {
        expect(await attempt({ email, password: "another-password" })).toEqual(wrong);
      }
      const until = runtime.clock.now() + 30 * minuteMs;
      const locked = { ok: false, error: { kind: "locked", until } };
      expect(await attempt({ email, password: "another-password" })).toEqual(locked);
    }
  });

  test("while it is locked the right answer is refused, and afterwards it is not", async () => {
    for (let n = 1; n <= 5; n += 1) await attempt({ code: otherCode() });
    runtime.clock.advance(30 * minuteMs - 1);
    expect(await attempt()).toMatchObject({ ok: false, error: { kind: "locked" } });
    runtime.clock.advance(30_001);
    expect((await attempt()).ok).toBe(true);
  });

  test("the next lock lasts longer", async () => {
    for (let n = 1; n <= 5; n += 1) await attempt({ password: "another-password" });
    runtime.clock.advance(30 * minuteMs);
    for (let n = 1; n <= 4; n += 1) await attempt({ password: "another-password" });
    const until = runtime.clock.now() + 60 * minuteMs;
    const last = await attempt({ password: "another-password" });
    expect(last).toEqual({ ok: false, error: { kind: "locked", until } });
  });
});

describe("a session", () => {
  test("ends after 30 minutes without a page, and goes on with one", async () => {
    const token = await tokenOfStaff(runtime, staff);
    runtime.clock.advance(29 * minuteMs);
    expect(await readStaffVisit(runtime, token)).not.toBeNull();
    runtime.clock.advance(29 * minuteMs);
    expect(await readStaffVisit(runtime, token)).not.toBeNull();
    runtime.clock.advance(30 * minuteMs);
    expect(await readStaffVisit(runtime, token)).toBeNull();
  });

  test("ends after 10 hours, however busy", async () => {
    const token = await tokenOfStaff(runtime, staff);
    for (let n = 1; n < 40; n += 1) {
      runtime.clock.advance(15 * minuteMs);
      expect(await readStaffVisit(runtime, token)).not.toBeNull();
    }
    runtime.clock.advance(15 * minuteMs);
    expect(await readStaffVisit(runtime, token)).toBeNull();
  });

  test("ends with signing out: the token opens nothing any more", async () => {
    const token = await tokenOfStaff(runtime, staff);
    const visit = await readStaffVisit(runtime, token);
    if (visit === null) throw new Error("nobody is signed in");
    await signOut(runtime, visit);
    expect(await readStaffVisit(runtime, token)).toBeNull();
  });

  test("loses what the role lost, and ends when the account is closed", async () => {
    const token = await tokenOfStaff(runtime, staff);
    await db.query("update staff set role = 'auditor' where id = $1", [staff.id]);
    expect((await readStaffVisit(runtime, token))?.actor.role).toBe("auditor");
    await db.query("update staff set disabled_at = now() where id = $1", [staff.id]);
    expect(await readStaffVisit(runtime, token)).toBeNull();
    runtime.clock.advance(30_000);
    expect(await attempt()).toEqual(wrong);
  });

  test("is none of a debtor's", async () => {
    expect(await readStaffVisit(runtime, null)).toBeNull();
    expect(await readStaffVisit(runtime, "no-such-token")).toBeNull();
  });
});
