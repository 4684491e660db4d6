import type { RouteConfigEntry } from "@remix-run/route-config";
import { beforeAll, describe, expect, test } from "vitest";
import routes from "#app/routes.ts";
import type { StaffRole } from "#app/services/actor.ts";
import { staffRoles } from "#app/services/staff/add-staff.server.ts";
import { type Permission, permissions, roleMay } from "#app/services/staff/permissions.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { ask, outcomeOf, someStaff, tokenOfStaff } from "../../support/staff.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
const nobodys = "0190a000-0000-7000-8000-000000000000";

/** What each room asks of a role: to look, and to act. Null: it has no such side. */
const rooms: Readonly<Record<string, { look: Permission | null; act: Permission | null }>> = {
  "today/route.tsx": { look: "accounts:read", act: null },
  "close-task/route.ts": { look: null, act: "tasks:close" },
  "accounts/route.tsx": { look: "accounts:read", act: null },
  "account/route.tsx": { look: "accounts:read", act: null },
  "send-link/route.tsx": { look: "links:send", act: "links:send" },
  "revoke-link/route.ts": { look: null, act: "links:revoke" },
  "end-helper/route.ts": { look: null, act: "links:revoke" },
  "hold/route.tsx": { look: "holds:write", act: "holds:write" },
  "take-down/route.tsx": { look: "cases:open", act: "cases:open" },
  "begin-message/route.tsx": { look: "messages:answer", act: "messages:answer" },
  "end-hold/route.ts": { look: null, act: "holds:write" },
  "proposals/route.tsx": { look: "plans:read", act: null },
  "proposal/route.tsx": { look: "plans:read", act: "proposals:decide" },
  "hardship/route.tsx": { look: "hardship:read", act: null },
  "hardship-case/route.tsx": { look: "hardship:read", act: "hardship:decide" },
  "cases/route.tsx": { look: "cases:read", act: null },
  "case/route.tsx": { look: "cases:read", act: "cases:decide" },
  "case-letter/route.ts": { look: "cases:read", act: null },
  "messages/route.tsx": { look: "messages:answer", act: null },
  "message-thread/route.tsx": { look: "messages:answer", act: "messages:answer" },
  "plans/route.tsx": { look: "plans:read", act: null },
  "payments/route.tsx": { look: "payments:read", act: null },
  "payment/route.tsx": { look: "payments:read", act: null },
  "refund/route.tsx": { look: "refunds:request", act: "refunds:request" },
  "refunds/route.tsx": { look: "payments:read", act: null },
  "decide-refund/route.ts": { look: null, act: "refunds:approve" },
  "record-payment/route.tsx": { look: "payments:record", act: "payments:record" },
  "move-credit/route.tsx": { look: "refunds:request", act: "refunds:request" },
  "evidence/route.ts": { look: "evidence:read", act: null },
  "breaks/route.tsx": { look: "breaks:read", act: null },
  "break/route.tsx": { look: "breaks:read", act: "breaks:close" },
  "imports/route.tsx": { look: "imports:read", act: "imports:run" },
  "import-run/route.tsx": { look: "imports:read", act: "imports:run" },
  "import-errors/route.ts": { look: "imports:read", act: null },
};

/** Rooms before the door. */
const open = ["sign-in/route.tsx", "sign-out/route.ts", "not-found.tsx"];

const staffRoutes = (routes as RouteConfigEntry[])
  .filter((entry) => entry.path === "staff")
  .flatMap((entry) => entry.children ?? [])
  .map((entry) => ({ path: entry.path ?? "", file: entry.file.replace("routes/staff/", "") }));

const guarded = staffRoutes.filter(({ file }) => !open.includes(file));

let runtime: TestRuntime;
let params: Record<string, string>;
const tokens = new Map<StaffRole, string>();

beforeAll(async () => {
  runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  const { accountId } = await someAccount(runtime, portfolio);
  const ids = [
    "paymentId",
    "refundId",
    "linkId",
    "helperId",
    "holdId",
    "proposalId",
    "runId",
    "taskId",
    "fileId",
    "breakId",
    "threadId",
    "caseId",
  ];
  params = { accountId, ...Object.fromEntries(ids.map((name) => [name, nobodys])) };
  for (const role of staffRoles) {
    tokens.set(role, await tokenOfStaff(runtime, await someStaff(runtime, role)));
  }
});

interface Sides {
  readonly loader?: Parameters<typeof ask>[1];
  readonly action?: Parameters<typeof ask>[1];
}

const modules = import.meta.glob("../../../app/routes/staff/*/route.{ts,tsx}");

async function sidesOf(file: string): Promise<Sides> {
  const load = modules[`../../../app/routes/staff/${file}`];
  if (load === undefined) throw new Error(`no module ${file}`);
  return (await load()) as Sides;
}

async function outcome(
  path: string,
  handler: Parameters<typeof ask>[1],
  token: string | null,
  acting: boolean,
): Promise<string> {
  const answer = await ask(runtime, handler, {
    path: `/staff/${path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "")}`,
    params,
    token,
    ...(acting ? { form: {} } : {}),
  });
  return outcomeOf(answer);
}

test("the table names every room of the staff, and no other", () => {
  const files = new Set(guarded.map(({ file }) => file));
  expect([...files].sort()).toEqual(Object.keys(rooms).sort());
});

describe.each(guarded)("$file", ({ path, file }) => {
  test("leads nobody further than the door", async () => {
    const { loader, action } = await sidesOf(file);
    const room = rooms[file];
    const door = /^303 \/staff\/sign-in/;
    if (room?.look) expect(await outcome(path, loader!, null, false)).toMatch(door);
    if (room?.act) expect(await outcome(path, action!, null, true)).toMatch(door);
  });

  test.each(staffRoles)("is open to %s by the table of permissions alone", async (role) => {
    const { loader, action } = await sidesOf(file);
    const room = rooms[file];
    const token = tokens.get(role) as string;
    if (room?.look) {
      const seen = await outcome(path, loader!, token, false);
      expect(seen === "403").toBe(!roleMay(role, room.look));
    }
    if (room?.act) {
      const done = await outcome(path, action!, token, true);
      expect(done === "403").toBe(!roleMay(role, room.act));
    }
  });

  test("answers a side that it does not name with a way on, or not at all", async () => {
    const { loader, action } = await sidesOf(file);
    const room = rooms[file];
    if (room?.act === null) expect(action).toBeUndefined();
    if (room?.look === null) {
      expect(await outcome(path, loader!, null, false)).toMatch(/^303 \/staff/);
    }
  });
});

describe("a stranger to the portfolio", () => {
  const rooms = [
    "account/route.tsx",
    "send-link/route.tsx",
    "hold/route.tsx",
    "take-down/route.tsx",
    "begin-message/route.tsx",
    "record-payment/route.tsx",
    "move-credit/route.tsx",
  ];

  test.each(rooms)("%s is not there for staff of another portfolio", async (file) => {
    const other = await somePortfolio(runtime);
    const token = await tokenOfStaff(runtime, await someStaff(runtime, "supervisor", [other.code]));
    const { loader, action } = await sidesOf(file);
    const entry = guarded.find((one) => one.file === file);
    expect(await outcome(entry!.path, loader!, token, false)).toBe("404");
    if (action) expect(await outcome(entry!.path, action, token, true)).toBe("404");
  });
});

describe("the table of permissions", () => {
  test("an auditor may read and nothing else", () => {
    const reading = permissions.filter((one) => roleMay("auditor", one));
    expect(reading.filter((one) => !/:(read|shared)$/.test(one))).toEqual([]);
    expect(reading).toContain("audit:read");
  });

  test("customer service decides no proposal, books no money, imports nothing", () => {
    const kept = ["proposals:decide", "payments:record", "imports:run", "imports:read"] as const;
    expect(kept.filter((one) => roleMay("customer-service", one))).toEqual([]);
  });

  test("a collector imports nothing", () => {
    expect(roleMay("collector", "imports:run")).toBe(false);
  });
});
